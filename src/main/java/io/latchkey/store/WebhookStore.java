package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.organization.Webhook;
import io.latchkey.organization.WebhookId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The webhooks of one organization at a time. Each method runs inside {@link Database#read} or a write's transaction, and
 * names the organization first.
 */
@Singleton
public class WebhookStore {

    private static final Sort NEWEST_FIRST = Sort.descending("createdAt", "id");
    private static final String ONE = "organizationId = ?1 and id = ?2 and removedAt is null";
    private static final String ALL = "organizationId = ?1 and removedAt is null";

    /** By the database's clock, which signing goes by. */
    private static final String ROTATE = """
            UPDATE receiver
            SET secret_number = secret_number + 1, previous_until = now() + :overlap * interval '1 second'
            WHERE organization_id = :organization AND id = :id AND removed_at IS NULL
                AND (previous_until IS NULL OR previous_until <= now())
            """;

    private static final String DISABLE = """
            UPDATE receiver SET disabled_at = now(), disabled_because = 'ASKED'
            WHERE organization_id = :organization AND id = :id AND removed_at IS NULL AND disabled_at IS NULL
            """;

    /** What was on its way need not wait for the end of a pause that had another reason. */
    private static final String ENABLE = """
            WITH enabled AS (
                UPDATE receiver SET disabled_at = NULL, disabled_because = NULL, enabled_at = now()
                WHERE organization_id = :organization AND id = :id AND removed_at IS NULL AND disabled_at IS NOT NULL
                RETURNING id
            ), woken AS (
                UPDATE line l SET due_at = now(), attempts = 0
                FROM enabled e WHERE l.receiver_id = e.id AND l.pending > 0 AND l.leased_by IS NULL
            )
            SELECT count(*) FROM enabled
            """;

    private static final String REMOVE = """
            UPDATE receiver
            SET removed_at = now(), disabled_at = coalesce(disabled_at, now()),
                disabled_because = coalesce(disabled_because, 'ASKED')
            WHERE organization_id = :organization AND id = :id AND removed_at IS NULL
            """;

    private final WebhookRows webhooks;

    WebhookStore(WebhookRows webhooks) {
        this.webhooks = webhooks;
    }

    public Uni<Void> insert(Webhook webhook) {
        return webhooks.persistAndFlush(WebhookRow.of(webhook)).replaceWithVoid();
    }

    public Uni<Long> count(OrganizationId organization) {
        return webhooks.count(ALL, organization.value());
    }

    public Uni<Optional<Webhook>> find(OrganizationId organization, WebhookId id) {
        return webhooks.find(ONE, organization.value(), id.value())
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(WebhookRow::toWebhook));
    }

    public Uni<Page<Webhook>> list(OrganizationId organization, Optional<Place> after, int size) {
        var rows = after.map(place -> webhooks.find(
                        ALL + " and (createdAt, id) < (?2, ?3)",
                        NEWEST_FIRST,
                        organization.value(),
                        Microseconds.toInstant(place.number()),
                        place.name()))
                .orElseGet(() -> webhooks.find(ALL, NEWEST_FIRST, organization.value()));
        return rows.range(0, size)
                .list()
                .map(found -> Page.of(
                        found.stream().map(WebhookRow::toWebhook).toList(),
                        size,
                        last -> new Place(
                                Microseconds.of(last.createdAt()), last.id().value())));
    }

    /**
     * Whether the webhook has another secret now. Not while an earlier rotation's old secret is still good: only two can be.
     *
     * @param overlap how long the old secret signs as well
     */
    public Uni<Boolean> rotate(OrganizationId organization, WebhookId id, Duration overlap) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ROTATE)
                        .setParameter("overlap", overlap.toSeconds())
                        .setParameter("organization", organization.value())
                        .setParameter("id", id.value())
                        .executeUpdate())
                .map(count -> count > 0);
    }

    /** Whether it was enabled before; from now on it is told nothing. */
    public Uni<Boolean> disable(OrganizationId organization, WebhookId id) {
        return change(DISABLE, organization, id);
    }

    /** Whether it was disabled before; from now on it is told what happens, and what was on its way. */
    public Uni<Boolean> enable(OrganizationId organization, WebhookId id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENABLE, Long.class)
                        .setParameter("organization", organization.value())
                        .setParameter("id", id.value())
                        .getSingleResult())
                .map(count -> count > 0);
    }

    private static Uni<Boolean> change(String statement, OrganizationId organization, WebhookId id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter("organization", organization.value())
                        .setParameter("id", id.value())
                        .executeUpdate())
                .map(count -> count > 0);
    }

    /** Whether there was such a webhook. Nobody sees it any more; its deliveries go with time, however many they are. */
    public Uni<Boolean> remove(OrganizationId organization, WebhookId id) {
        return change(REMOVE, organization, id);
    }
}
