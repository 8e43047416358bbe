package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Delivery;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.organization.WebhookId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** What was brought to one organization's webhooks, or could not be. */
@Singleton
public class DeliveryStore {

    private static final String DELIVERIES =
            "SELECT d.state AS delivery_state, d.attempts, d.status, d.failure, d.queued_at,"
                    + " l.due_at, d.ended_at, " + EventColumns.NAMES + """
             FROM delivery d JOIN key_event e ON e.number = d.event_number JOIN key k ON k.id = e.key_id
                JOIN line l ON l.receiver_id = d.receiver_id AND l.key_id = d.key_id
            WHERE e.organization_id = $1 AND d.receiver_id = $2
            """;

    private static final String LIST = DELIVERIES + """
                AND d.event_number < $3 AND (d.state = $4 OR $4 IS NULL)
            ORDER BY d.event_number DESC
            LIMIT $5
            """;

    private static final String FIND = DELIVERIES + " AND e.id = $3";

    /**
     * What is on its way is not sent a second time. The lines are locked first: whoever writes keys holds some of them too, in
     * an order of its own.
     */
    private static final String REDELIVER = """
            WITH locked AS (
                SELECT l.receiver_id, l.key_id FROM line l
                WHERE l.receiver_id = :webhook AND l.key_id IN (
                    SELECT d.key_id FROM delivery d JOIN key_event e ON e.number = d.event_number
                    WHERE e.organization_id = :organization AND d.receiver_id = :webhook AND %1$s
                    LIMIT 1000)
                FOR NO KEY UPDATE %2$s
            ), again AS (
                UPDATE delivery d
                SET state = 'PENDING', queued_at = now(), attempts = 0, ended_at = NULL
                FROM key_event e, locked l
                WHERE e.organization_id = :organization AND e.number = d.event_number
                    AND d.receiver_id = l.receiver_id AND d.key_id = l.key_id AND %1$s
                RETURNING d.receiver_id, d.key_id
            ), lines AS (
                UPDATE line l
                SET pending = l.pending + a.count,
                    since = CASE WHEN l.pending = 0 THEN now() ELSE l.since END,
                    due_at = CASE WHEN l.leased_by IS NULL THEN now() ELSE l.due_at END,
                    attempts = CASE WHEN l.leased_by IS NULL THEN 0 ELSE l.attempts END
                FROM (SELECT receiver_id, key_id, count(*) AS count FROM again GROUP BY receiver_id, key_id) a
                WHERE l.receiver_id = a.receiver_id AND l.key_id = a.key_id
            )
            SELECT count(*) FROM again
            """;

    private static final String THIS_ONE = REDELIVER.formatted("d.state <> 'PENDING' AND e.id = :event", "");

    /** What is held by others is passed over, so that this waits for nobody while it holds what they want. */
    private static final String SOME_DEAD = REDELIVER.formatted("d.state = 'DEAD'", "SKIP LOCKED");

    private final Pool pool;
    private final Database database;

    DeliveryStore(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /**
     * One page, newest event first.
     *
     * @param state only those that have got as far, if it is named
     */
    public Uni<Page<Delivery>> list(
            OrganizationId organization,
            WebhookId webhook,
            Optional<Delivery.State> state,
            Optional<Place> after,
            int size) {
        var before = after.map(Place::number).orElse(Long.MAX_VALUE);
        var wanted = state.map(Delivery.State::name).orElse(null);
        return database.within(() -> pool.preparedQuery(LIST)
                .execute(Tuple.of(organization.value(), webhook.value(), before, wanted, size + 1))
                .map(rows -> Page.of(
                        Rows.stream(rows).map(DeliveryStore::delivery).toList(),
                        size,
                        last -> new Place(last.event().number(), ""))));
    }

    public Uni<Optional<Delivery>> find(OrganizationId organization, WebhookId webhook, UUID event) {
        return database.within(() -> pool.preparedQuery(FIND)
                .execute(Tuple.of(organization.value(), webhook.value(), event))
                .map(rows -> Rows.stream(rows).map(DeliveryStore::delivery).findFirst()));
    }

    /** Sends one event again that was delivered or given up, with the id it had. Runs inside a write's transaction. */
    public Uni<Integer> redeliver(OrganizationId organization, WebhookId webhook, UUID event) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(THIS_ONE, Long.class)
                        .setParameter("organization", organization.value())
                        .setParameter("webhook", webhook.value())
                        .setParameter("event", event)
                        .getSingleResult())
                .map(Long::intValue);
    }

    /** Sends events again that were given up, of a thousand keys at most. How many. Runs inside a write's transaction. */
    public Uni<Integer> redeliverDead(OrganizationId organization, WebhookId webhook) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SOME_DEAD, Long.class)
                        .setParameter("organization", organization.value())
                        .setParameter("webhook", webhook.value())
                        .getSingleResult())
                .map(Long::intValue);
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                EventColumns.read(row),
                Delivery.State.valueOf(row.getString("delivery_state")),
                row.getInteger("attempts"),
                Optional.ofNullable(row.getInteger("status")),
                Optional.ofNullable(row.getString("failure")),
                row.getOffsetDateTime("queued_at").toInstant(),
                row.getOffsetDateTime("due_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(at -> at.toInstant()));
    }
}
