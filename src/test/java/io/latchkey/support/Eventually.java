package io.latchkey.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what takes a second or two, with room for a machine that is busy. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(PATIENCE);
    }
}
