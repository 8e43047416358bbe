/** How often a caller may ask. In each replica's memory, or in a Redis that they share. */
package io.latchkey.access.limit;
