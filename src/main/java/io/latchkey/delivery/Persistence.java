package io.latchkey.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When an event is tried again that a receiver did not take: a function of attempts, time and chance. */
record Persistence(Duration firstPause, Duration longestPause, Duration giveUpAfter) {

    private static final int GROWTH = 4;
    private static final int MOST_GROWTHS = 15;

    /** The jitter: a pause is between half as long and half as long again, so that what failed together comes back apart. */
    private static final double SPREAD = 0.5;

    static Persistence of(DeliverySettings settings) {
        return new Persistence(settings.firstPause(), settings.longestPause(), settings.giveUpAfter());
    }

    /**
     * How long to wait; nothing if that would be too long after it was queued.
     *
     * @param attempts how often it was tried, at least once
     * @param asked how long the receiver asks to be left alone; no longer than the longest pause
     */
    Optional<Duration> pause(
            int attempts, Instant queuedAt, Instant now, Optional<Duration> asked, RandomGenerator random) {
        var growths = Math.min(attempts - 1, MOST_GROWTHS);
        var grown = min(firstPause.multipliedBy((long) Math.pow(GROWTH, growths)), longestPause);
        var pause = Duration.ofMillis(Math.round(grown.toMillis() * (1 - SPREAD + 2 * SPREAD * random.nextDouble())));
        var wait = asked.map(wanted -> min(wanted, longestPause))
                .filter(wanted -> wanted.compareTo(pause) > 0)
                .orElse(pause);
        return now.plus(wait).isAfter(queuedAt.plus(giveUpAfter)) ? Optional.empty() : Optional.of(wait);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
