package io.latchkey.store;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL's own word for what went wrong: the plain client and Hibernate wrap it differently.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
final class SqlState {

    private static final int DEEPEST_CAUSE = 10;

    private SqlState() {}

    /** The five characters, if PostgreSQL answered at all. */
    static Optional<String> of(Throwable failure) {
        return causes(failure).flatMap(cause -> stateOf(cause).stream()).findFirst();
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE);
    }

    private static Optional<String> stateOf(Throwable failure) {
        return switch (failure) {
            case PgException answer -> Optional.ofNullable(answer.getSqlState());
            case SQLException answer -> Optional.ofNullable(answer.getSQLState());
            default -> Optional.empty();
        };
    }
}
