package io.latchkey.registry;

import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import java.time.Duration;

/** Somebody asks again too soon. */
public final class TooSoonException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooSoonException(Duration wait) {
        super(Fault.of(
                Refusal.RATE_LIMITED,
                "A validation of this key was asked for a short time ago.",
                "Wait " + seconds(wait) + " seconds, then try again."));
        this.wait = wait;
    }

    /** How long to wait, in whole seconds, so that nobody comes back too early. */
    public long waitSeconds() {
        return seconds(wait);
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
