package io.latchkey.access.limit;

import java.time.Duration;

/**
 * What a rate limit says to one request.
 *
 * @param granted whether it may pass
 * @param limit how many a window lets through
 * @param remaining how many more it will
 * @param reset how long until the window ends
 */
public record Allowance(boolean granted, long limit, long remaining, Duration reset) {

    /** Until the window ends, in whole seconds, so that nobody comes back too early. */
    public long resetSeconds() {
        return Math.max(1, reset.plusNanos(999_999_999).toSeconds());
    }
}
