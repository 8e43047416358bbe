package io.latchkey.store;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import java.io.IOException;
import java.util.Set;

/** Tells a database that can't answer now from one that answered that a statement is wrong. */
final class PassingTrouble {

    /** Classes of SQLSTATE: connection, resources, operator intervention, system error, and a transaction rolled back. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58", "40");

    /** {@code read_only_sql_transaction}: a primary that was demoted, before its connections end. */
    private static final String READ_ONLY = "25006";

    /** {@code idle_in_transaction_session_timeout}: this replica was frozen, and the server did not wait for it. */
    private static final String OVERSLEPT = "25P03";

    private PassingTrouble() {}

    static boolean is(Throwable failure) {
        return SqlState.of(failure)
                .map(state ->
                        CLASSES.contains(state.substring(0, 2)) || state.equals(READ_ONLY) || state.equals(OVERSLEPT))
                .orElseGet(() -> SqlState.causes(failure).anyMatch(PassingTrouble::isSilence));
    }

    /** No answer at all: the connection broke, was refused, or the wait for one was given up. */
    private static boolean isSilence(Throwable failure) {
        return switch (failure) {
            case DeadlineMissedException _, IOException _, VertxException _, NoStackTraceThrowable _ -> true;
            default -> false;
        };
    }
}
