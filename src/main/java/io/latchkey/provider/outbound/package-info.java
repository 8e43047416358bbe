/**
 * The one way out to the network. A cloud's room makes a {@link io.latchkey.provider.outbound.CloudRequest} to a {@link
 * io.latchkey.provider.outbound.CloudHost} and sends it through its {@link io.latchkey.provider.outbound.CloudClient};
 * nothing else in Latchkey speaks to a cloud. Whatever can be reached from here is on the allow-list, has a public address
 * and answers briefly, in JSON and in time, or the answer is a {@link io.latchkey.provider.outbound.CloudTrouble}.
 */
package io.latchkey.provider.outbound;
