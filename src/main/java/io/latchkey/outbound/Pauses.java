package io.latchkey.outbound;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: any time up to a bound that doubles, so that those who failed together do not
 * come back together, and what the cloud has asked for besides.
 *
 * @param backoff the bound of the first pause
 * @param least how much of the deadline an attempt needs
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Full jitter</a>
 */
record Pauses(Duration backoff, Duration least) {

    /**
     * The next pause; empty if too little of the deadline would be left after it.
     *
     * @param attempt the one that failed, from 0
     * @param asked what the cloud has asked for
     */
    Optional<Duration> after(int attempt, Duration asked, Deadline deadline) {
        var bound = backoff.multipliedBy(1L << Math.min(attempt, 10)).toNanos();
        var pause = asked.plusNanos(ThreadLocalRandom.current().nextLong(bound + 1));
        return Optional.of(pause).filter(time -> time.plus(least).compareTo(deadline.left()) <= 0);
    }
}
