/** What each cloud must do for the validator. Each cloud has a room of its own below this one. */
package io.latchkey.provider;
