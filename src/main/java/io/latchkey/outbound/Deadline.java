package io.latchkey.outbound;

import java.time.Duration;

/** When a call is over. By the clock that only goes forward, whatever becomes of the time of day. */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Not positive once it is over. */
    Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }
}
