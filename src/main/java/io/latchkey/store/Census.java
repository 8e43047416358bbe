package io.latchkey.store;

import io.latchkey.key.Phase;
import io.latchkey.key.Provider;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** Counts all organizations' keys together: for the operator, who sees none of them. */
@Singleton
public class Census {

    private static final String COUNT =
            "SELECT provider, phase, count(*) AS keys FROM key WHERE deleted_at IS NULL GROUP BY provider, phase";

    private static final String OVERDUE = """
            SELECT coalesce(extract(epoch FROM now() - min(due_at)), 0)::float8 AS seconds
            FROM validation_schedule
            WHERE due_at < now()
            """;

    private final Pool pool;
    private final Database database;

    Census(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /** How many keys of a provider are in a phase. */
    public record Count(Provider provider, Phase phase, long keys) {}

    /** Those that there are any of. */
    public Uni<List<Count>> count() {
        return database.within(() -> pool.preparedQuery(COUNT)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Census::counted)
                        .toList()));
    }

    /** For how long the key has been due that has been due for longest. A key that is being probed is not. */
    public Uni<Duration> oldestOverdue() {
        return database.within(() -> pool.preparedQuery(OVERDUE)
                .execute()
                .map(rows -> Duration.ofMillis((long) (rows.iterator().next().getDouble("seconds") * 1_000))));
    }

    private static Count counted(Row row) {
        return new Count(
                Provider.valueOf(row.getString("provider")),
                Phase.valueOf(row.getString("phase")),
                row.getLong("keys"));
    }
}
