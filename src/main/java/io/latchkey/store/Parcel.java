package io.latchkey.store;

import io.latchkey.key.KeyEvent;
import java.time.Instant;

/**
 * The right to bring one event to one receiver, until it is settled or its time is up.
 *
 * @param token tells this claim from every other; a settlement with an older one is void
 * @param attempts how often it was tried, this time included
 * @param queuedAt since when it is to be brought there, by the database's clock
 * @param claimedAt by the same clock
 */
public record Parcel(
        Receiver receiver, KeyEvent event, long token, int attempts, Instant queuedAt, Instant claimedAt) {}
