package io.latchkey.store;

import io.latchkey.organization.Delivery;
import io.latchkey.organization.WebhookId;
import io.latchkey.store.Receiver.AtKafka;
import io.latchkey.store.Receiver.AtWebhook;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Who brings which event where. Replicas share the work as they share probes: a claim skips what another is claiming, a
 * settlement counts only with the token of the latest claim. Of one key's events a receiver gets one after the other.
 */
@Singleton
public class Parcels {

    /**
     * Of each receiver so many that no more than {@code $4} are under way to it, on all replicas together: one that hangs holds
     * up itself. Its row is locked so that two claims do not count the same room; what another claims from is passed over. The
     * first in line for their keys only. The receivers take turns, those first to which least is under way: one that has much
     * to be told holds up nobody.
     */
    private static final String CLAIM = """
            WITH due AS (
                SELECT r.id FROM receiver r
                WHERE r.disabled_at IS NULL AND EXISTS (
                    SELECT 1 FROM delivery d WHERE d.receiver_id = r.id AND d.state = 'PENDING' AND d.due_at <= now())
                FOR NO KEY UPDATE SKIP LOCKED),
            open AS (SELECT id, under_way(id) AS held FROM due),
            candidate AS (
                SELECT d.receiver_id, d.event_number, d.due_at,
                    open.held + row_number() OVER (PARTITION BY open.id ORDER BY d.due_at) AS turn
                FROM open CROSS JOIN LATERAL (
                    SELECT * FROM delivery d
                    WHERE d.receiver_id = open.id AND d.state = 'PENDING' AND d.due_at <= now()
                        AND NOT EXISTS (
                            SELECT 1 FROM delivery before
                            WHERE before.receiver_id = open.id AND before.key_id = d.key_id AND before.state = 'PENDING'
                                AND before.event_number < d.event_number)
                    ORDER BY d.due_at
                    LIMIT greatest(0, $4 - open.held)
                    FOR UPDATE OF d SKIP LOCKED) d),
            first AS (SELECT receiver_id, event_number FROM candidate ORDER BY turn, due_at LIMIT $3)
            UPDATE delivery d
            SET leased_by = $1, lease_token = d.lease_token + 1, attempts = d.attempts + 1,
                due_at = now() + $2 * interval '1 millisecond'
            FROM first, receiver r, key_event e, key k
            WHERE d.receiver_id = first.receiver_id AND d.event_number = first.event_number
                AND r.id = d.receiver_id AND e.number = d.event_number AND k.id = e.key_id
            RETURNING r.id AS receiver_id, r.kind, r.url, r.secret_number,
                coalesce(r.previous_until > now(), false) AS previous_too,
                d.lease_token, d.attempts, d.queued_at, now() AS claimed_at,
            """ + EventColumns.NAMES;

    private static final String SETTLE = """
            UPDATE delivery
            SET leased_by = NULL, state = $4, due_at = now() + $5 * interval '1 millisecond', status = $6, failure = $7,
                ended_at = CASE WHEN $4 = 'PENDING' THEN NULL ELSE now() END
            WHERE receiver_id = $1 AND event_number = $2 AND lease_token = $3 AND leased_by IS NOT NULL
            """;

    private static final String GONE = """
            UPDATE receiver SET disabled_at = now(), disabled_because = 'GONE' WHERE id = $1 AND disabled_at IS NULL
            """;

    private static final String FORGET = """
            WITH old AS (
                SELECT d.receiver_id, d.event_number FROM delivery d JOIN receiver r ON r.id = d.receiver_id
                WHERE d.ended_at < now() - $1 * interval '1 second'
                    OR (r.disabled_at < now() - $1 * interval '1 second' AND d.queued_at < now() - $1 * interval '1 second')
                LIMIT $2)
            DELETE FROM delivery d USING old
            WHERE d.receiver_id = old.receiver_id AND d.event_number = old.event_number
            """;

    private static final Logger LOG = Logger.getLogger(Parcels.class);

    private final Pool pool;
    private final Database database;

    Parcels(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /**
     * Takes events that are due, in one statement.
     *
     * @param owner the name of the replica that claims
     * @param lease how long it may keep them
     * @param limit at most so many
     * @param limitPerReceiver at most so many are under way to one receiver
     */
    public Uni<List<Parcel>> claim(String owner, Duration lease, int limit, int limitPerReceiver) {
        return database.within(() -> pool.preparedQuery(CLAIM)
                .execute(Tuple.of(owner, lease.toMillis(), limit, limitPerReceiver))
                .map(rows -> Rows.stream(rows).flatMap(Parcels::readable).toList()));
    }

    /**
     * Ends a claim with what became of it. Whether the claim still held.
     *
     * @param wait how long until it is tried again, while it is pending
     */
    public Uni<Boolean> settle(
            Parcel parcel, Delivery.State state, Duration wait, Optional<Integer> status, Optional<String> failure) {
        return database.within(() -> pool.preparedQuery(SETTLE)
                .execute(Tuple.from(new Object[] {
                    parcel.receiver().id(),
                    parcel.event().number(),
                    parcel.token(),
                    state.name(),
                    wait.toMillis(),
                    status.orElse(null),
                    failure.orElse(null)
                }))
                .map(rows -> rows.rowCount() > 0));
    }

    /** Tells a receiver nothing more: it said itself that it is gone. */
    public Uni<Void> disableGone(Receiver receiver) {
        return database.within(
                () -> pool.preparedQuery(GONE).execute(Tuple.of(receiver.id())).replaceWithVoid());
    }

    /** Forgets deliveries that ended longer ago, a batch of them at a time. How many it was. */
    public Uni<Integer> forgetOlderThan(Duration age, int batch) {
        return database.within(() -> pool.preparedQuery(FORGET)
                .execute(Tuple.of(age.toSeconds(), batch))
                .map(rows -> rows.rowCount()));
    }

    /** A row that only a newer version can read must not keep the others from being brought. */
    private static Stream<Parcel> readable(Row row) {
        try {
            return Stream.of(parcel(row));
        } catch (IllegalArgumentException | NullPointerException e) {
            LOG.errorf(e, "event %d is not brought to anybody: its row can't be read", row.getLong("number"));
            return Stream.empty();
        }
    }

    private static Parcel parcel(Row row) {
        return new Parcel(
                receiver(row),
                EventColumns.read(row),
                row.getLong("lease_token"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("queued_at").toInstant(),
                row.getOffsetDateTime("claimed_at").toInstant());
    }

    private static Receiver receiver(Row row) {
        return row.getString("kind").equals("KAFKA")
                ? new AtKafka()
                : new AtWebhook(
                        new WebhookId(row.getString("receiver_id")),
                        row.getString("url"),
                        row.getInteger("secret_number"),
                        row.getBoolean("previous_too"));
    }
}
