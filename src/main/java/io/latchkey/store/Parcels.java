package io.latchkey.store;

import io.latchkey.organization.Delivery;
import io.latchkey.organization.WebhookId;
import io.latchkey.store.Receiver.AtKafka;
import io.latchkey.store.Receiver.AtWebhook;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Who brings which event where. Replicas share the work as they share probes: a claim skips what another is claiming, a
 * settlement counts only with the token of the latest claim. Of one key's events a receiver gets one after the other.
 */
@Singleton
public class Parcels {

    /**
     * The first in their lines. To no receiver more than {@code $4} at the same time, and to no organization's more than
     * {@code $6}, from all replicas together; whoever has least under way comes first. A receiver's row is locked so that two
     * claims do not count the same room; what another claims from is passed over. Where more receivers wait than a claim looks
     * at, chance says which: none is passed over for long.
     */
    private static final String CLAIM = """
            WITH due AS (
                SELECT r.id, r.organization_id FROM receiver r
                WHERE r.kind = $5 AND r.disabled_at IS NULL AND EXISTS (
                    SELECT 1 FROM line l WHERE l.receiver_id = r.id AND l.pending > 0 AND l.due_at <= now())
                ORDER BY random()
                LIMIT 256
                FOR NO KEY UPDATE SKIP LOCKED
            ), open AS (
                SELECT id, organization_id, under_way(id) AS held FROM due
            ), organization AS (
                SELECT id, under_way(id) AS held FROM (SELECT DISTINCT organization_id AS id FROM due) ids
            ), candidate AS (
                SELECT l.*, open.organization_id,
                    open.held + row_number() OVER (PARTITION BY open.id ORDER BY l.due_at) AS turn
                FROM open CROSS JOIN LATERAL (
                    SELECT receiver_id, key_id, due_at FROM line
                    WHERE receiver_id = open.id AND pending > 0 AND due_at <= now()
                    ORDER BY due_at
                    LIMIT greatest(0, $4 - open.held)
                    FOR UPDATE SKIP LOCKED) l
            ), fair AS (
                SELECT c.*, o.held + row_number() OVER (PARTITION BY o.id ORDER BY c.turn, c.due_at) AS share
                FROM candidate c JOIN organization o
                    ON coalesce(o.id::text, '') = coalesce(c.organization_id::text, '')
            ), first AS (
                SELECT receiver_id, key_id FROM fair WHERE share <= $6 ORDER BY share, due_at LIMIT $3
            )
            UPDATE line l
            SET leased_by = $1, lease_token = l.lease_token + 1, attempts = l.attempts + 1,
                due_at = now() + $2 * interval '1 millisecond'
            FROM first CROSS JOIN LATERAL (
                    SELECT event_number, queued_at FROM delivery
                    WHERE receiver_id = first.receiver_id AND key_id = first.key_id AND state = 'PENDING'
                    ORDER BY event_number
                    LIMIT 1) d
                JOIN receiver r ON r.id = first.receiver_id
                JOIN key_event e ON e.number = d.event_number
                JOIN key k ON k.id = e.key_id
            WHERE l.receiver_id = first.receiver_id AND l.key_id = first.key_id
            RETURNING r.id AS receiver_id, r.kind, r.url, r.secret_number,
                coalesce(r.previous_until > now(), false) AS previous_too,
                l.lease_token, l.attempts, greatest(d.queued_at, r.enabled_at) AS waiting_since, now() AS claimed_at,
            """ + EventColumns.NAMES;

    /** With one that is given up goes what has waited behind it for as long: it would have to wait for no better answer. */
    private static final String SETTLE = """
            WITH held AS (
                SELECT 1 FROM line
                WHERE receiver_id = $1 AND key_id = $2 AND lease_token = $3 AND leased_by IS NOT NULL
                FOR UPDATE
            ), settled AS (
                UPDATE delivery
                SET state = $5::varchar,
                    attempts = CASE WHEN event_number = $4 THEN $6::int ELSE attempts END,
                    status = CASE WHEN event_number = $4 THEN $7::int ELSE status END,
                    failure = CASE WHEN event_number = $4 THEN $8::varchar ELSE failure END,
                    ended_at = CASE WHEN $5::varchar = 'PENDING' THEN NULL ELSE now() END
                WHERE receiver_id = $1 AND key_id = $2 AND state = 'PENDING'
                    AND event_number BETWEEN $4 AND CASE WHEN $5::varchar = 'DEAD' THEN 9223372036854775807 ELSE $4::bigint END
                    AND (event_number = $4 OR greatest(queued_at, (SELECT enabled_at FROM receiver WHERE id = $1))
                        <= now() - $10::bigint * interval '1 millisecond')
                    AND EXISTS (SELECT 1 FROM held)
                RETURNING event_number
            )
            UPDATE line
            SET leased_by = NULL, due_at = now() + $9::bigint * interval '1 millisecond',
                pending = pending - CASE WHEN $5::varchar = 'PENDING' THEN 0 ELSE (SELECT count(*) FROM settled) END,
                attempts = CASE WHEN $5::varchar = 'PENDING' THEN attempts ELSE 0 END,
                since = coalesce((
                    SELECT queued_at FROM delivery
                    WHERE receiver_id = $1 AND key_id = $2 AND state = 'PENDING' AND $5::varchar <> 'PENDING'
                        AND event_number NOT IN (SELECT event_number FROM settled)
                    ORDER BY event_number
                    LIMIT 1), since)
            WHERE receiver_id = $1 AND key_id = $2 AND EXISTS (SELECT 1 FROM held)
            """;

    /** Not if its owner has enabled it since it was asked. */
    private static final String GONE = """
            UPDATE receiver SET disabled_at = now(), disabled_because = 'GONE'
            WHERE id = $1 AND disabled_at IS NULL AND enabled_at <= $2
            """;

    /** Until the lease ends they stay where they are, but are no longer under way. */
    private static final String LEAVE = """
            UPDATE line l SET leased_by = NULL
            FROM unnest($1::text[], $2::text[], $3::bigint[]) AS u(receiver_id, key_id, token)
            WHERE l.receiver_id = u.receiver_id AND l.key_id = u.key_id AND l.lease_token = u.token
            """;

    private static final Logger LOG = Logger.getLogger(Parcels.class);

    private final Pool pool;
    private final Database database;

    Parcels(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /**
     * How much may be claimed.
     *
     * @param limit at most so many now
     * @param perReceiver at most so many are under way to one receiver, from all replicas together
     * @param perOrganization at most so many are under way to one organization's receivers
     */
    public record Room(int limit, int perReceiver, int perOrganization) {}

    /**
     * Takes events that are due for one kind of receiver, in one statement.
     *
     * @param owner the name of the replica that claims
     * @param lease how long it may keep them
     */
    public Uni<List<Parcel>> claim(Receiver.Kind kind, String owner, Duration lease, Room room) {
        return database.within(() -> pool.preparedQuery(CLAIM)
                .execute(Tuple.from(new Object[] {
                    owner, lease.toMillis(), room.limit(), room.perReceiver(), kind.name(), room.perOrganization()
                }))
                .chain(rows -> leave(rows)
                        .replaceWith(() -> Rows.stream(rows)
                                .flatMap(row -> readable(row).stream())
                                .toList())));
    }

    /** A row that only a newer version can read, after a rollback say, takes no room from the others. */
    private Uni<Void> leave(RowSet<Row> rows) {
        var unreadable =
                Rows.stream(rows).filter(row -> readable(row).isEmpty()).toList();
        if (unreadable.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        unreadable.forEach(
                row -> LOG.errorf("event %d is not brought to anybody: its row can't be read", row.getLong("number")));
        var lines = Tuple.of(
                unreadable.stream().map(row -> row.getString("receiver_id")).toArray(String[]::new),
                unreadable.stream().map(row -> row.getString("key_id")).toArray(String[]::new),
                unreadable.stream().map(row -> row.getLong("lease_token")).toArray(Long[]::new));
        return pool.preparedQuery(LEAVE).execute(lines).replaceWithVoid();
    }

    /**
     * What became of an attempt.
     *
     * @param pause how long until the line is due again
     * @param old how long ago what waits must have been queued to be given up with this one
     */
    public record Ending(
            Delivery.State state, Duration pause, Duration old, Optional<Integer> status, Optional<String> failure) {}

    /** Ends a claim. Whether it still held. */
    public Uni<Boolean> settle(Parcel parcel, Ending ending) {
        return database.within(() -> pool.preparedQuery(SETTLE)
                .execute(Tuple.from(new Object[] {
                    parcel.receiver().id(),
                    parcel.event().key().value(),
                    parcel.token(),
                    parcel.event().number(),
                    ending.state().name(),
                    parcel.attempts(),
                    ending.status().orElse(null),
                    ending.failure().orElse(null),
                    ending.pause().toMillis(),
                    ending.old().toMillis()
                }))
                .map(rows -> rows.rowCount() > 0));
    }

    /** Tells the receiver nothing more: it said itself that it is gone. */
    public Uni<Void> disableGone(Parcel parcel) {
        var asked = parcel.claimedAt().atOffset(ZoneOffset.UTC);
        return database.within(() -> pool.preparedQuery(GONE)
                .execute(Tuple.of(parcel.receiver().id(), asked))
                .replaceWithVoid());
    }

    private static Optional<Parcel> readable(Row row) {
        try {
            return Optional.of(parcel(row));
        } catch (IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static Parcel parcel(Row row) {
        return new Parcel(
                receiver(row),
                EventColumns.read(row),
                row.getLong("lease_token"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("waiting_since").toInstant(),
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
