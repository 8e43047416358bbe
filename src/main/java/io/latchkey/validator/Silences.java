package io.latchkey.validator;

import io.latchkey.key.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Why probes tell nothing, for the operator: a cloud that fails every probe must not fill the log with as many lines. */
final class Silences {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant nextReport = Instant.MIN;
    private int unreported;

    Silences(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts one probe that told nothing. What to report of it and those before it, if it is time to. */
    synchronized Optional<String> count(KeyId key, String cause) {
        unreported++;
        var now = clock.instant();
        if (now.isBefore(nextReport)) {
            return Optional.empty();
        }
        var report = "%d probes told nothing since the last report; the latest, of %s: %s"
                .formatted(unreported, key.value(), cause);
        nextReport = now.plus(PAUSE);
        unreported = 0;
        return Optional.of(report);
    }
}
