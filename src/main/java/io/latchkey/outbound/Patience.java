package io.latchkey.outbound;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * How long whoever asks several times waits for all of it. A call that nobody waits for any more would else be under way when
 * somebody else asks the same; and a process that was frozen would go on with what has long been another's, since its timer
 * comes no sooner than the answer that lay there meanwhile.
 */
public final class Patience {

    private static final String END = "latchkey.patience";

    private Patience() {}

    /** No call is begun that long after the work has, and what is under way then ends. */
    public static <T> Uni<T> of(Duration time, Uni<T> work) {
        return work.withContext((uni, context) -> {
            context.put(END, Deadline.in(time));
            return uni;
        });
    }

    /** That one, or the end of the asker's patience if it is sooner. */
    static Deadline sooner(Context asker, Deadline one) {
        return asker.contains(END) ? one.orSooner(asker.get(END)) : one;
    }
}
