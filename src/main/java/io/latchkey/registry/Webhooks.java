package io.latchkey.registry;

import io.latchkey.key.KeyEventType;
import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Action;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.Origin;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.organization.Webhook;
import io.latchkey.organization.WebhookId;
import io.latchkey.organization.WebhookUrl;
import io.latchkey.store.AuditStore;
import io.latchkey.store.Database;
import io.latchkey.store.OrganizationStore;
import io.latchkey.store.WebhookStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Where an organization is told what becomes of its keys. */
@Singleton
public class Webhooks {

    private final WebhookStore webhooks;
    private final OrganizationStore organizations;
    private final AuditStore audit;
    private final Database database;
    private final WebhookSecrets secrets;
    private final WebhookTrial trial;
    private final WebhookSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            WebhookStore webhooks,
            OrganizationStore organizations,
            AuditStore audit,
            Database database,
            WebhookSecrets secrets,
            WebhookTrial trial,
            WebhookSettings settings,
            Clock clock) {
        this.webhooks = webhooks;
        this.organizations = organizations;
        this.audit = audit;
        this.database = database;
        this.secrets = secrets;
        this.trial = trial;
        this.settings = settings;
        this.clock = clock;
    }

    /** A webhook with its secret, which is shown this once. */
    public record Made(Webhook webhook, WebhookSecret secret) {}

    /** The hosts that a webhook's URL may name though they are not public. */
    public Set<String> privateHosts() {
        return settings.privateHosts().orElse(Set.of());
    }

    public Uni<Made> create(Origin origin, WebhookUrl url, Optional<String> name, Set<KeyEventType> types) {
        secrets.requireOn();
        var webhook = new Webhook(
                WebhookId.random(random),
                origin.organization(),
                url.value().toString(),
                name,
                types,
                1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Optional.empty(),
                Optional.empty());
        return audit.write(() -> room(origin.organization()).chain(() -> webhooks.insert(webhook)), _ -> {
                    return record(origin, Action.WEBHOOK_CREATE, webhook.id());
                })
                .replaceWith(() -> new Made(webhook, secrets.of(webhook.id(), 1)));
    }

    /** Whoever makes a webhook at the same time waits for this transaction's end. */
    private Uni<Void> room(OrganizationId organization) {
        return organizations
                .lock(organization)
                .chain(() -> webhooks.count(organization))
                .invoke(count -> {
                    if (count >= settings.maxPerOrganization()) {
                        throw WebhookRefusals.tooMany(settings.maxPerOrganization());
                    }
                })
                .replaceWithVoid();
    }

    public Uni<Webhook> find(OrganizationId organization, WebhookId id) {
        return database.read(() -> present(organization, id));
    }

    /** Newest first. */
    public Uni<Page<Webhook>> list(OrganizationId organization, Optional<Place> after, int size) {
        return database.read(() -> webhooks.list(organization, after, size));
    }

    /** Gives it another secret; the old one signs as well for a while. */
    public Uni<Made> rotate(Origin origin, WebhookId id) {
        secrets.requireOn();
        return changed(
                        origin,
                        Action.WEBHOOK_ROTATE,
                        id,
                        () -> webhooks.rotate(origin.organization(), id, settings.rotationOverlap())
                                .invoke(rotated -> {
                                    if (!rotated) {
                                        throw WebhookRefusals.rotatedAlready(id);
                                    }
                                }))
                .map(webhook -> new Made(webhook, secrets.of(id, webhook.secretNumber())));
    }

    /** Tells it nothing more, until it is enabled again. What happens in between it is never told. */
    public Uni<Webhook> disable(Origin origin, WebhookId id) {
        return changed(origin, Action.WEBHOOK_DISABLE, id, () -> webhooks.disable(origin.organization(), id));
    }

    /** Tells it what happens from now on, and what was on its way when it was disabled. */
    public Uni<Webhook> enable(Origin origin, WebhookId id) {
        return changed(origin, Action.WEBHOOK_ENABLE, id, () -> webhooks.enable(origin.organization(), id));
    }

    /** Does nothing a second time, and leaves no second record. */
    private Uni<Webhook> changed(Origin origin, Action action, WebhookId id, Supplier<Uni<Boolean>> change) {
        var organization = origin.organization();
        return audit.write(
                        () -> present(organization, id).chain(_ -> change.get()),
                        done -> done ? record(origin, action, id) : none())
                .chain(() -> find(organization, id));
    }

    public Uni<Void> remove(Origin origin, WebhookId id) {
        return audit.write(
                        () -> webhooks.remove(origin.organization(), id).invoke(removed -> {
                            if (!removed) {
                                throw WebhookRefusals.notFound(id);
                            }
                        }),
                        _ -> record(origin, Action.WEBHOOK_REMOVE, id))
                .replaceWithVoid();
    }

    /** Tells it something that is no event, at once, whether it is enabled or not. */
    public Uni<WebhookTrial.Result> test(Origin origin, WebhookId id) {
        secrets.requireOn();
        return audit.write(() -> present(origin.organization(), id), _ -> record(origin, Action.WEBHOOK_TEST, id))
                .chain(trial::test);
    }

    private Uni<Webhook> present(OrganizationId organization, WebhookId id) {
        return webhooks.find(organization, id).map(found -> found.orElseThrow(() -> WebhookRefusals.notFound(id)));
    }

    private static Optional<AuditEntry> record(Origin origin, Action action, WebhookId id) {
        return Optional.of(AuditEntry.done(origin, origin.organization(), action, id.value()));
    }

    private static Optional<AuditEntry> none() {
        return Optional.empty();
    }
}
