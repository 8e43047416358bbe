/**
 * What each cloud must do for the validator. Each cloud has a room of its own below this one; {@link
 * io.latchkey.outbound} is the one way out to the network that they share.
 */
package io.latchkey.provider;
