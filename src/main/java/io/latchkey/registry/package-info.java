/**
 * The use cases: register, find, list, rename and remove keys. Transactions begin and end here; neither HTTP nor SQL is
 * spoken.
 */
package io.latchkey.registry;
