package io.latchkey.store;

import io.latchkey.key.KeyId;
import io.latchkey.key.Phase;
import io.latchkey.key.Provider;
import io.latchkey.key.Reason;
import io.latchkey.key.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
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
                s.registered_at, s.refusals, s.silences, s.lease_token, due.was_due_at, due.taken_over, now() AS claimed_at
            """;

    private static final String SETTLE = """
            WITH verdict AS (
                SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::int[], $5::int[], $6::boolean[],
                    $7::text[], $8::text[], $9::text[], $10::timestamptz[])
                AS v(key_id, token, next_due, refusals, silences, visible, phase, reason, region, since)
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
                    updated_at = greatest(k.updated_at, now()), version = k.version + 1
                FROM verdict v JOIN settled USING (key_id)
                WHERE k.id = v.key_id AND v.visible
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
                .execute(columns(settlements))
                .map(rows -> stream(rows)
                        .map(row -> new KeyId(row.getString("key_id")))
                        .toList()));
    }

    /** A row that only a newer version can read, after a rollback say, must not keep the others from being probed. */
    private static Stream<Lease> readable(Row row) {
        try {
            return Stream.of(lease(row));
        } catch (IllegalArgumentException | NullPointerException e) {
            LOG.errorf(e, "key %s is not probed: its row can't be read", row.getString("id"));
            return Stream.empty();
        }
    }

    private static Lease lease(Row row) {
        var providerKey = new ProviderKeyColumns(
                Provider.valueOf(row.getString("provider")),
                row.getString("identifier"),
                row.getString("canonical"),
                row.getString("azure_key_vault_id"),
                row.getString("azure_tenant_id"));
        var validation = new ValidationColumns(
                Phase.valueOf(row.getString("phase")),
                Optional.ofNullable(row.getString("reason"))
                        .map(Reason::valueOf)
                        .orElse(null),
                row.getString("region"),
                instant(row, "since"));
        return new Lease(
                new KeyId(row.getString("id")),
                providerKey.toProviderKey(),
                row.getLong("lease_token"),
                new Standing(
                        instant(row, "registered_at"),
                        validation.toValidation(),
                        row.getInteger("refusals"),
                        row.getInteger("silences")),
                instant(row, "claimed_at"),
                instant(row, "was_due_at"),
                row.getBoolean("taken_over"));
    }

    /** A batch as one array for each column: the statement stays the same whatever the batch's size. */
    private static Tuple columns(List<Settlement> settlements) {
        var shown = settlements.stream()
                .map(settlement -> ValidationColumns.of(settlement.standing().validation()))
                .toList();
        return Tuple.tuple()
                .addArrayOfString(array(settlements, s -> s.lease().key().value(), String[]::new))
                .addArrayOfLong(array(settlements, s -> s.lease().token(), Long[]::new))
                .addArrayOfLong(array(settlements, s -> s.nextDue().toMillis(), Long[]::new))
                .addArrayOfInteger(array(settlements, s -> s.standing().refusals(), Integer[]::new))
                .addArrayOfInteger(array(settlements, s -> s.standing().silences(), Integer[]::new))
                .addArrayOfBoolean(array(settlements, Settlement::isVisible, Boolean[]::new))
                .addArrayOfString(array(shown, columns -> columns.phase().name(), String[]::new))
                .addArrayOfString(array(shown, columns -> name(columns.reason()), String[]::new))
                .addArrayOfString(array(shown, ValidationColumns::region, String[]::new))
                .addArrayOfOffsetDateTime(
                        array(shown, columns -> columns.since().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private static <S, T> T[] array(List<S> rows, Function<S, T> column, IntFunction<T[]> of) {
        return rows.stream().map(column).toArray(of);
    }

    private static String name(Reason reason) {
        return reason == null ? null : reason.name();
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
