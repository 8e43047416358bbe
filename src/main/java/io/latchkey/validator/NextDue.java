package io.latchkey.validator;

import io.latchkey.key.Phase;
import io.latchkey.key.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When a key is probed next: a function of where it stands, how old it is, and chance. */
final class NextDue {

    /** A new key waits a tenth of its age, so probes thin out as hope fades: with the defaults about 50 in half an hour. */
    private static final int SLOWING = 10;

    private final ValidatorSettings settings;

    NextDue(ValidatorSettings settings) {
        this.settings = settings;
    }

    Duration after(Standing standing, Instant now, RandomGenerator random) {
        if (standing.silences() > 0) {
            var wait = backoff(standing.silences(), random);
            return standing.isInDoubt() ? max(wait, settings.confirmDelay()) : wait;
        }
        if (standing.isInDoubt()) {
            return settings.confirmDelay();
        }
        return standing.validation().phase() == Phase.INITIALIZING
                ? hopeful(standing.age(now))
                : jittered(settings.interval(), random);
    }

    /** Waits longer the older the key, but not past the moment when its grace ends. */
    private Duration hopeful(Duration age) {
        var wait = max(settings.initialInterval(), min(age.dividedBy(SLOWING), settings.interval()));
        var graceLeft = settings.grace().minus(age);
        return graceLeft.isPositive() ? min(wait, graceLeft) : wait;
    }

    /**
     * Full jitter: anything up to a limit that doubles with each silence.
     *
     * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and
     *     jitter</a>
     */
    private Duration backoff(int silences, RandomGenerator random) {
        var doublings = Math.min(silences, 20);
        var limit = min(settings.initialInterval().multipliedBy(1L << doublings), settings.interval());
        return Duration.ofMillis(random.nextLong(limit.toMillis() + 1));
    }

    private Duration jittered(Duration wait, RandomGenerator random) {
        var factor = 1 + settings.jitter() * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
