package io.latchkey.store;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;

/** Tells a database that can't answer now from one that answered that a statement is wrong. */
final class PassingTrouble {

    /**
     * Classes of SQLSTATE: connection, resources, operator intervention, system error, and a transaction rolled back.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
     */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58", "40");

    private PassingTrouble() {}

    static boolean is(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(PassingTrouble::isItself);
    }

    private static boolean isItself(Throwable failure) {
        return switch (failure) {
            case PgException answer ->
                answer.getSqlState() != null
                        && CLASSES.contains(answer.getSqlState().substring(0, 2));
            case DeadlineMissedException _, IOException _, VertxException _, NoStackTraceThrowable _ -> true;
            default -> false;
        };
    }
}
