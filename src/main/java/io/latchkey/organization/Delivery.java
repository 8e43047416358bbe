package io.latchkey.organization;

import io.latchkey.key.KeyEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * An event on its way to a webhook, or at the end of it.
 *
 * @param status what the webhook answered last
 * @param failure why it did not answer
 * @param dueAt when it is tried next, while it is pending
 */
public record Delivery(
        KeyEvent event,
        State state,
        int attempts,
        Optional<Integer> status,
        Optional<String> failure,
        Instant queuedAt,
        Instant dueAt,
        Optional<Instant> endedAt) {

    /** How far it has got. */
    public enum State {
        /** To be tried, or tried again, once it is due and first in line for its key. */
        PENDING,
        DELIVERED,
        /** Given up. */
        DEAD
    }
}
