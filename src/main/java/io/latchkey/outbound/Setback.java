package io.latchkey.outbound;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** An attempt came to nothing. A call that ends with one gives its caller the answer, if there was one, or the trouble. */
final class Setback extends RuntimeException {

    private final Optional<CloudAnswer> answer;
    private final Optional<Duration> pause;
    private final boolean opensCircuit;

    /** @param pause how long to wait before another attempt; empty if there is no use or no time for one */
    private Setback(Throwable cause, Optional<CloudAnswer> answer, Optional<Duration> pause, boolean opensCircuit) {
        super(null, cause, false, false);
        this.answer = answer;
        this.pause = pause;
        this.opensCircuit = opensCircuit;
    }

    static Setback of(CloudTrouble trouble, Optional<Duration> pause, boolean opensCircuit) {
        return new Setback(trouble, Optional.empty(), pause, opensCircuit);
    }

    static Setback of(CloudAnswer answer, Optional<Duration> pause, boolean opensCircuit) {
        return new Setback(null, Optional.of(answer), pause, opensCircuit);
    }

    /** Whether there is to be another attempt. */
    static boolean passes(Throwable failure) {
        return failure instanceof Setback setback && setback.pause.isPresent();
    }

    static long pauseMillis(Throwable failure) {
        return failure instanceof Setback setback
                ? setback.pause.map(Duration::toMillis).orElse(0L)
                : 0;
    }

    static boolean opensCircuit(Throwable failure) {
        return failure instanceof Setback setback && setback.opensCircuit;
    }

    Uni<CloudAnswer> end() {
        return answer.map(Uni.createFrom()::item)
                .orElseGet(() -> Uni.createFrom().failure(getCause()));
    }
}
