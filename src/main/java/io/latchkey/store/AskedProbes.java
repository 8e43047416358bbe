package io.latchkey.store;

import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Provider;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Which keys' probes were asked for, and when: by the database's clock, so that it holds for all replicas. */
@Singleton
public class AskedProbes {

    private static final String ASK = """
            WITH asked AS (
                SELECT s.key_id, s.asked_at, k.provider
                FROM validation_schedule s JOIN key k ON k.id = s.key_id
                WHERE k.organization_id = $1 AND k.id = $2 AND k.deleted_at IS NULL
                FOR UPDATE OF s
            ), noted AS (
                UPDATE validation_schedule s SET asked_at = now() FROM asked
                WHERE s.key_id = asked.key_id
                    AND (asked.asked_at IS NULL OR asked.asked_at <= now() - $3 * interval '1 millisecond')
                RETURNING s.key_id
            )
            SELECT provider,
                CASE WHEN EXISTS (SELECT FROM noted) THEN 0
                    ELSE $3 - (1000 * extract(epoch FROM now() - asked_at))::bigint END AS wait
            FROM asked
            """;

    private final Pool pool;
    private final Database database;

    AskedProbes(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /**
     * An organization's wish to have a key probed.
     *
     * @param pause how long it has to wait, since the last one was a short time ago; zero if it need not
     */
    public record Asked(Provider provider, Duration pause) {}

    /** Notes the wish, unless the last one is less than {@code pause} ago; nothing if there is no such key. */
    public Uni<Optional<Asked>> ask(OrganizationId organization, KeyId key, Duration pause) {
        return database.within(() -> pool.preparedQuery(ASK)
                .execute(Tuple.of(organization.value(), key.value(), pause.toMillis()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(asked(rows.iterator().next()))));
    }

    private static Asked asked(Row row) {
        return new Asked(Provider.valueOf(row.getString("provider")), Duration.ofMillis(row.getLong("wait")));
    }
}
