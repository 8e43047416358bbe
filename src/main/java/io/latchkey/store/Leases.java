package io.latchkey.store;

import io.latchkey.key.KeyId;
import io.latchkey.key.Provider;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Who probes which key. Replicas share nothing but these two statements: a claim skips rows that another is claiming, and a
 * settlement counts only with the token of the latest claim. Time is the database's.
 */
@Singleton
public class Leases {

    private static final String DUE = """
            WITH due AS (
                SELECT key_id, due_at AS was_due_at, leased_by IS NOT NULL AS taken_over
                FROM validation_schedule
                WHERE provider = $3 AND due_at <= now()
                ORDER BY due_at
                LIMIT $4
                FOR UPDATE SKIP LOCKED)
            """;

    private static final String THIS_ONE = """
            WITH due AS (
                SELECT key_id, due_at AS was_due_at, leased_by IS NOT NULL AS taken_over
                FROM validation_schedule
                WHERE key_id = $3 AND (leased_by IS NULL OR due_at <= now())
                FOR UPDATE)
            """;

    private static final String CLAIM = """
            UPDATE validation_schedule s
            SET leased_by = $1, lease_token = s.lease_token + 1, due_at = now() + $2 * interval '1 millisecond'
            FROM due, key k
            WHERE s.key_id = due.key_id AND k.id = s.key_id
            RETURNING k.id, k.provider, k.identifier, k.canonical, k.azure_key_vault_id, k.azure_tenant_id,
                k.phase, k.reason, k.region, k.since,
                k.findings, k.current_version, k.current_version_at, k.current_version_seen_at, k.inspected_at,
                s.registered_at, s.refusals, s.silences, s.lease_token, due.was_due_at, due.taken_over, now() AS claimed_at
            """;

    /** One row is updated once in a statement, so what shows and what was observed are written together. */
    private static final String SETTLE = """
            WITH verdict AS (
                SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::int[], $5::int[], $6::boolean[],
                    $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::boolean[], $12::text[], $13::text[],
                    $14::timestamptz[], $15::timestamptz[], $16::timestamptz[])
                AS v(key_id, token, next_due, refusals, silences, visible, phase, reason, region, since,
                    observed, findings, current_version, current_version_at, current_version_seen_at, inspected_at)
            ), settled AS (
                UPDATE validation_schedule s
                SET leased_by = NULL, due_at = now() + v.next_due * interval '1 millisecond',
                    refusals = v.refusals, silences = v.silences
                FROM verdict v
                WHERE s.key_id = v.key_id AND s.lease_token = v.token AND s.leased_by IS NOT NULL
                RETURNING s.key_id
            ), shown AS (
                UPDATE key k
                SET phase = v.phase, reason = v.reason, region = v.region, since = v.since,
                    updated_at = CASE WHEN v.visible THEN greatest(k.updated_at, now()) ELSE k.updated_at END,
                    version = CASE WHEN v.visible THEN k.version + 1 ELSE k.version END,
                    findings = string_to_array(v.findings, ','), current_version = v.current_version,
                    current_version_at = v.current_version_at, current_version_seen_at = v.current_version_seen_at,
                    inspected_at = v.inspected_at
                FROM verdict v JOIN settled USING (key_id)
                WHERE k.id = v.key_id AND (v.visible OR v.observed)
            )
            SELECT key_id FROM settled
            """;

    private static final String HELD =
            "SELECT 1 FROM validation_schedule WHERE key_id = $1 AND leased_by IS NOT NULL AND due_at > now()";

    private static final Logger LOG = Logger.getLogger(Leases.class);

    private final Pool pool;
    private final Database database;

    Leases(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /**
     * Takes due keys of one provider, the longest overdue first, in one statement.
     *
     * @param limit at most so many
     * @param owner the name of the replica that claims
     * @param duration how long it may keep them
     */
    public Uni<List<Lease>> claim(Provider provider, int limit, String owner, Duration duration) {
        return database.within(() -> pool.preparedQuery(DUE + CLAIM)
                .execute(Tuple.of(owner, duration.toMillis(), provider.name(), limit))
                .map(rows -> stream(rows).flatMap(Leases::readable).toList()));
    }

    /** Takes one key, due or not; nothing if somebody else holds it. */
    public Uni<Optional<Lease>> claim(KeyId key, String owner, Duration duration) {
        return database.within(() -> pool.preparedQuery(THIS_ONE + CLAIM)
                .execute(Tuple.of(owner, duration.toMillis(), key.value()))
                .map(rows -> stream(rows).flatMap(Leases::readable).findFirst()));
    }

    /** Whether somebody holds the key. */
    public Uni<Boolean> isHeld(KeyId key) {
        return database.within(
                () -> pool.preparedQuery(HELD).execute(Tuple.of(key.value())).map(rows -> rows.size() > 0));
    }

    /**
     * Ends leases with what their probes found, in one statement. The ids of the keys whose lease still held; what the
     * others found is dropped, since a later claim will tell.
     */
    public Uni<List<KeyId>> settle(List<Settlement> settlements) {
        return database.within(() -> pool.preparedQuery(SETTLE)
                .execute(SettledColumns.of(settlements))
                .map(rows -> stream(rows)
                        .map(row -> new KeyId(row.getString("key_id")))
                        .toList()));
    }

    /** A row that only a newer version can read, after a rollback say, must not keep the others from being probed. */
    private static Stream<Lease> readable(Row row) {
        try {
            return Stream.of(LeaseColumns.toLease(row));
        } catch (IllegalArgumentException | NullPointerException e) {
            LOG.errorf(e, "key %s is not probed: its row can't be read", row.getString("id"));
            return Stream.empty();
        }
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
