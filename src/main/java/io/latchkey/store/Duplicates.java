package io.latchkey.store;

import io.vertx.pgclient.PgException;
import java.util.stream.Stream;

/** Recognises that a row could not be inserted because its twin is there. */
public final class Duplicates {

    /** <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">unique_violation</a>. */
    private static final String UNIQUE_VIOLATION = "23505";

    private Duplicates() {}

    public static boolean areCauseOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(
                        cause -> cause instanceof PgException answer && UNIQUE_VIOLATION.equals(answer.getSqlState()));
    }
}
