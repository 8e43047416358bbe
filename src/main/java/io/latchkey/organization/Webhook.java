package io.latchkey.organization;

import io.latchkey.key.KeyEventType;
import io.latchkey.key.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where an organization wants to be told what becomes of its keys.
 *
 * @param types of what it is told; of everything where there are none
 * @param secretNumber counts the rotations of its secret
 * @param previousUntil until when the secret before the last rotation signs as well
 * @param disabled since when and why it is told nothing
 */
public record Webhook(
        WebhookId id,
        OrganizationId organization,
        String url,
        Optional<String> displayName,
        Set<KeyEventType> types,
        int secretNumber,
        Instant createdAt,
        Optional<Instant> previousUntil,
        Optional<Disabled> disabled) {

    public Webhook {
        types = Set.copyOf(types);
    }

    /** Why it is told nothing. */
    public enum Cause {
        /** Its organization asked for it. */
        ASKED,
        /** It answered 410 Gone. */
        GONE,
        /** More events waited for it than may. */
        BEHIND
    }

    /** Since when and why. */
    public record Disabled(Instant at, Cause cause) {}
}
