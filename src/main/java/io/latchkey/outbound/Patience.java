package io.latchkey.outbound;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * How long whoever asks several times waits for all of it. A process that is frozen and resumed would else go on with what has
 * been somebody else's for long: its timer comes no sooner than the answer that lay there meanwhile.
 */
public final class Patience {

    private static final String END = "latchkey.patience";

    private Patience() {}

    /** No call is begun that long after the work has. What is under way is for others to give up. */
    public static <T> Uni<T> of(Duration time, Uni<T> work) {
        return work.withContext((uni, context) -> {
            context.put(END, Deadline.in(time));
            return uni;
        });
    }

    static boolean isOver(Context asker) {
        return asker.contains(END) && !asker.<Deadline>get(END).left().isPositive();
    }
}
