/** Start and stop: what is there before the first request, and what dev mode and tests have that production has not. */
package io.latchkey.boot;
