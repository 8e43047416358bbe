package io.latchkey.outbound;

import io.latchkey.key.Provider;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;

/** Hears of everything that goes out: the place to count it. Called on an event loop; must be quick and not fail. */
public interface Traffic {

    /** An attempt was answered, whatever the answer. */
    void answered(Provider cloud, int status, Duration took);

    /** An attempt had no answer. */
    void failed(Provider cloud, CloudTrouble.Kind kind, Duration took);

    /** A call was turned away without an attempt: {@code BUSY} or {@code CIRCUIT_OPEN}. */
    void turnedAway(Provider cloud, CloudTrouble.Kind kind);

    /** A cloud is left alone from now on, or tried or used again. */
    void circuit(Provider cloud, CircuitBreakerState state);
}
