package io.latchkey.registry;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Action;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.Delivery;
import io.latchkey.organization.Origin;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.organization.WebhookId;
import io.latchkey.store.AuditStore;
import io.latchkey.store.DeliveryStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** What a webhook was told, and what it could not be told. */
@Singleton
public class Deliveries {

    private final Webhooks webhooks;
    private final DeliveryStore deliveries;
    private final AuditStore audit;

    Deliveries(Webhooks webhooks, DeliveryStore deliveries, AuditStore audit) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    /** See {@link DeliveryStore#list}. */
    public Uni<Page<Delivery>> list(
            OrganizationId organization,
            WebhookId id,
            Optional<Delivery.State> state,
            Optional<Place> after,
            int size) {
        return webhooks.find(organization, id).chain(_ -> deliveries.list(organization, id, state, after, size));
    }

    /** Sends an event again, with the id it had. One that is still on its way is left on it. */
    public Uni<Delivery> redeliver(Origin origin, WebhookId id, UUID event) {
        var organization = origin.organization();
        return find(organization, id, event)
                .chain(_ -> audit.write(
                        () -> deliveries.redeliver(organization, id, event),
                        count -> record(origin, id.value() + "/" + event, count)))
                .chain(_ -> find(organization, id, event));
    }

    /** Sends all events again that were given up. How many they are. */
    public Uni<Integer> redeliverDead(Origin origin, WebhookId id) {
        var organization = origin.organization();
        return webhooks.find(organization, id).chain(_ -> redeliverDead(origin, id, 0));
    }

    /** A part in each transaction, so that none is long. */
    private Uni<Integer> redeliverDead(Origin origin, WebhookId id, int before) {
        return audit.write(
                        () -> deliveries.redeliverDead(origin.organization(), id),
                        count -> record(origin, id.value(), count))
                .chain(count -> count == 0 ? Uni.createFrom().item(before) : redeliverDead(origin, id, before + count));
    }

    private Uni<Delivery> find(OrganizationId organization, WebhookId id, UUID event) {
        return webhooks.find(organization, id)
                .chain(_ -> deliveries.find(organization, id, event))
                .map(found -> found.orElseThrow(() -> WebhookRefusals.noSuchDelivery(id, event)));
    }

    private static Optional<AuditEntry> record(Origin origin, String subject, int count) {
        return count == 0
                ? Optional.empty()
                : Optional.of(AuditEntry.done(origin, origin.organization(), Action.WEBHOOK_REDELIVER, subject));
    }
}
