/**
 * Tells receivers what becomes of keys: claims events, sends them to webhooks and to Kafka, settles what became of it. Which
 * events there are and who is to hear of them is the database's business; see the migration that makes {@code key_event}.
 */
package io.latchkey.delivery;
