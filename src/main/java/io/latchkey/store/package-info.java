/**
 * PostgreSQL: rows, the statements that read and write them, and the deadline that each statement has.
 *
 * <p>Keys go through Panache. Leases and API keys go through the plain client, where one statement says everything.
 * Nothing here knows HTTP, callers or clouds.
 */
package io.latchkey.store;
