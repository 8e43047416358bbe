package io.latchkey.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps in order what is on its way to receivers: counts what waits, leaves those who are far behind, forgets what is old. */
@Singleton
public class Mailroom {

    private static final String WAITING = """
            SELECT
                coalesce(extract(epoch FROM now() - min(l.since) FILTER (WHERE r.kind = 'WEBHOOK')), 0)::float8 AS webhook,
                coalesce(extract(epoch FROM now() - min(l.since) FILTER (WHERE r.kind = 'KAFKA')), 0)::float8 AS kafka
            FROM line l JOIN receiver r ON r.id = l.receiver_id
            WHERE l.pending > 0 AND r.disabled_at IS NULL
            """;

    /** Many events at once put nobody behind who takes them: only who lets one wait for an hour is. */
    private static final String LEAVE_BEHIND = """
            UPDATE receiver r SET disabled_at = now(), disabled_because = 'BEHIND'
            FROM (
                SELECT receiver_id FROM line WHERE pending > 0
                GROUP BY receiver_id HAVING sum(pending) > $1 AND min(since) < now() - interval '1 hour') l
            WHERE r.id = l.receiver_id AND r.kind = 'WEBHOOK' AND r.disabled_at IS NULL
                AND r.enabled_at < now() - interval '1 hour'
            """;

    /** What was sent again meanwhile stays. */
    private static final String FORGET_ENDED = """
            WITH old AS (
                SELECT receiver_id, event_number FROM delivery
                WHERE state <> 'PENDING' AND ended_at < now() - $1 * interval '1 second'
                ORDER BY ended_at
                LIMIT $2)
            DELETE FROM delivery d USING old
            WHERE d.receiver_id = old.receiver_id AND d.event_number = old.event_number
                AND d.state <> 'PENDING' AND d.ended_at < now() - $1 * interval '1 second'
            """;

    /**
     * What is for those who were removed, or have been disabled for so long. Whoever enables one of them waits. A line is locked
     * before what waits in it, as a settlement does it.
     */
    private static final String FORGET_UNWANTED = """
            WITH old AS (
                SELECT d.receiver_id, d.event_number
                FROM receiver r
                    JOIN delivery d ON d.receiver_id = r.id
                    JOIN line l ON l.receiver_id = d.receiver_id AND l.key_id = d.key_id
                WHERE r.removed_at IS NOT NULL OR r.disabled_at < now() - $1 * interval '1 second'
                LIMIT $2
                FOR NO KEY UPDATE OF r, l, d
            ), gone AS (
                DELETE FROM delivery d USING old
                WHERE d.receiver_id = old.receiver_id AND d.event_number = old.event_number
                RETURNING d.receiver_id, d.key_id, d.state
            ), lines AS (
                UPDATE line l SET pending = l.pending - g.pending
                FROM (
                    SELECT receiver_id, key_id, count(*) FILTER (WHERE state = 'PENDING') AS pending
                    FROM gone GROUP BY receiver_id, key_id) g
                WHERE l.receiver_id = g.receiver_id AND l.key_id = g.key_id
            )
            SELECT count(*) AS count FROM gone
            """;

    /** Lines of which nothing is known any more. */
    private static final String FORGET_LINES = """
            DELETE FROM line WHERE (receiver_id, key_id) IN (
                SELECT l.receiver_id, l.key_id FROM line l
                WHERE l.pending = 0 AND l.due_at < now() - interval '1 hour' AND NOT EXISTS (
                    SELECT 1 FROM delivery d WHERE d.receiver_id = l.receiver_id AND d.key_id = l.key_id)
                LIMIT $1
                FOR UPDATE SKIP LOCKED)
            """;

    private static final String FORGET_REMOVED = """
            DELETE FROM receiver r
            WHERE r.removed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.receiver_id = r.id)
                AND NOT EXISTS (SELECT 1 FROM line l WHERE l.receiver_id = r.id)
            """;

    private final Pool pool;
    private final Database database;

    Mailroom(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /** For how long the event has been waiting that has been for longest, for each kind of receiver; 0 if none is. */
    public record Waiting(double webhookSeconds, double kafkaSeconds) {}

    public Uni<Waiting> waiting() {
        return database.within(() -> pool.preparedQuery(WAITING).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Waiting(row.getDouble("webhook"), row.getDouble("kafka"));
        }));
    }

    /** Tells those webhooks nothing more for which more events wait than may. How many they are. */
    public Uni<Integer> leaveBehind(int most) {
        return database.within(
                () -> pool.preparedQuery(LEAVE_BEHIND).execute(Tuple.of(most)).map(rows -> rows.rowCount()));
    }

    /** Forgets deliveries that ended longer ago, a batch of them at a time. How many it was. */
    public Uni<Integer> forgetEnded(Duration age, int batch) {
        return database.within(() -> pool.preparedQuery(FORGET_ENDED)
                .execute(Tuple.of(age.toSeconds(), batch))
                .map(rows -> rows.rowCount()));
    }

    /** The same of what nobody wants any more. */
    public Uni<Integer> forgetUnwanted(Duration age, int batch) {
        return database.within(() -> pool.preparedQuery(FORGET_UNWANTED)
                .execute(Tuple.of(age.toSeconds(), batch))
                .map(rows -> rows.iterator().next().getLong("count").intValue()));
    }

    /** The same of lines in which nothing waits. */
    public Uni<Integer> forgetLines(int batch) {
        return database.within(
                () -> pool.preparedQuery(FORGET_LINES).execute(Tuple.of(batch)).map(rows -> rows.rowCount()));
    }

    /** Forgets removed webhooks of which nothing else is left. */
    public Uni<Void> forgetRemoved() {
        return database.within(() -> pool.query(FORGET_REMOVED).execute().replaceWithVoid());
    }
}
