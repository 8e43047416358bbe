package io.latchkey.outbound;

import java.time.Duration;

/** When a call is over. By the clock that only goes forward, whatever becomes of the time of day. */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    Deadline orSooner(Deadline other) {
        return left().compareTo(other.left()) < 0 ? this : other;
    }

    /** Not positive once it is over. */
    Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }
}
