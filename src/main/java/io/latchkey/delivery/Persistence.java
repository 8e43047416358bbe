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

    private static final Duration KAFKA_PAUSE = Duration.ofSeconds(30);

    /** Longer than any event waits. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    /** With a customer's webhook. */
    static Persistence withWebhooks(DeliverySettings settings) {
        return new Persistence(settings.firstPause(), settings.longestPause(), settings.giveUpAfter());
    }

    /** With Kafka, which is the platform's own: it is never given up, and told soon once it is back. */
    static Persistence withKafka(DeliverySettings settings) {
        return new Persistence(settings.firstPause(), min(KAFKA_PAUSE, settings.longestPause()), FOREVER);
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
