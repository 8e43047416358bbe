/** Answers in place of the clouds, for dev mode and tests. Magic values in a key's name choose the answer. */
package io.latchkey.provider.simulated;
