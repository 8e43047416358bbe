package io.latchkey.key;

import io.latchkey.key.Validation.Initializing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a key stands between two probes: what a customer sees, and what Latchkey remembers to judge the next verdict.
 *
 * @param registeredAt when the grace period began
 * @param validation what a customer sees
 * @param refusals how many verdicts in a row were refusals; verdicts that tell nothing are not counted
 * @param silences how many probes in a row told nothing
 */
public record Standing(Instant registeredAt, Validation validation, int refusals, int silences) {

    /** A key that nobody has asked for yet. */
    public static Standing registered(Instant at) {
        return new Standing(at, new Initializing(Optional.empty(), at), 0, 0);
    }

    /** Whether the key is VALID although the last verdict was a refusal: the next one decides. */
    public boolean isInDoubt() {
        return validation.phase() == Phase.VALID && refusals > 0;
    }

    public Duration age(Instant now) {
        return Duration.between(registeredAt, now);
    }
}
