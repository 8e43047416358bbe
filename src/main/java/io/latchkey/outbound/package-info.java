/**
 * The one way out to the network. A cloud's room makes a {@link io.latchkey.outbound.CloudRequest} to a {@link
 * io.latchkey.outbound.CloudHost} and sends it through its {@link io.latchkey.outbound.CloudClient}; webhooks are told through
 * {@link io.latchkey.outbound.ReceiverClient}. Nothing else in Latchkey speaks to anybody whom a customer names. Clouds are on
 * an allow-list; whoever it is has a public address and answers briefly and in time, or the answer is a {@link
 * io.latchkey.outbound.CloudTrouble}.
 */
package io.latchkey.outbound;
