package io.latchkey.registry;

import io.latchkey.key.AlreadyRegisteredException;
import io.latchkey.key.Key;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyRegistered;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Precondition;
import io.latchkey.organization.Action;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.Origin;
import io.latchkey.store.AuditStore;
import io.latchkey.store.Database;
import io.latchkey.store.Duplicates;
import io.latchkey.store.KeyStore;
import io.latchkey.store.OrganizationStore;
import io.latchkey.store.ResourceStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How a key goes, and comes back. The organization's row is taken first, as in a registration, so that the three never wait
 * for each other in a circle.
 */
@Singleton
public class Removals {

    private final KeyStore keys;
    private final ResourceStore resources;
    private final OrganizationStore organizations;
    private final Database database;
    private final AuditStore audit;
    private final Event<KeyRegistered> registered;
    private final RemovalSettings settings;
    private final QuotaSettings quota;
    private final Clock clock;

    Removals(
            KeyStore keys,
            ResourceStore resources,
            OrganizationStore organizations,
            Database database,
            AuditStore audit,
            Event<KeyRegistered> registered,
            RemovalSettings settings,
            QuotaSettings quota,
            Clock clock) {
        this.keys = keys;
        this.resources = resources;
        this.organizations = organizations;
        this.database = database;
        this.audit = audit;
        this.registered = registered;
        this.settings = settings;
        this.quota = quota;
        this.clock = clock;
    }

    /** Removes a key that nothing depends on. Its id is never given again; the same provider key can be registered again. */
    public Uni<Void> remove(Origin origin, KeyId id, Precondition precondition) {
        var organization = origin.organization();
        return audit.write(
                        () -> organizations
                                .givePlaceBack(organization)
                                .chain(() -> keys.remove(organization, id, precondition, now()))
                                .chain(removed -> removed
                                        ? Uni.createFrom().item(id)
                                        : whyNotRemoved(organization, id, precondition)),
                        _ -> Optional.of(AuditEntry.done(origin, organization, Action.KEY_REMOVE, id.value())))
                .replaceWithVoid();
    }

    private Uni<KeyId> whyNotRemoved(OrganizationId organization, KeyId id, Precondition precondition) {
        return keys.find(organization, id).chain(found -> {
            var key = found.orElseThrow(() -> KeyRefusals.notFound(id));
            if (!precondition.holds(key.version())) {
                throw KeyRefusals.changedMeanwhile(id);
            }
            return resources.usage(organization, id).map(usage -> {
                throw KeyRefusals.inUse(id, usage);
            });
        });
    }

    /** What a restoration found: the key, and whether it had to be brought back at all. */
    private record Found(Key key, boolean wasGone) {}

    /**
     * Brings a removed key back, to be validated anew. One that is there is answered as it is, so that asking twice does no
     * harm.
     */
    public Uni<Key> restore(Origin origin, KeyId id) {
        var organization = origin.organization();
        return audit.write(
                        () -> keys.find(organization, id)
                                .chain(there -> there.map(
                                                key -> Uni.createFrom().item(new Found(key, false)))
                                        .orElseGet(() -> broughtBack(organization, id))),
                        found -> Optional.of(found)
                                .filter(Found::wasGone)
                                .map(_ -> AuditEntry.done(origin, organization, Action.KEY_RESTORE, id.value())))
                .onFailure(Duplicates::areCauseOf)
                .recoverWithUni(() -> twin(organization, id))
                .onFailure(RestoredMeanwhile.class)
                .recoverWithUni(() -> database.read(() -> keys.find(organization, id))
                        .map(found -> new Found(found.orElseThrow(() -> KeyRefusals.notRestorable(id)), false)))
                .invoke(found -> {
                    if (found.wasGone()) {
                        registered.fire(
                                new KeyRegistered(id, found.key().providerKey().provider()));
                    }
                })
                .map(Found::key);
    }

    /** Undoes the transaction of whoever came second. */
    private static final class RestoredMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Uni<Found> broughtBack(OrganizationId organization, KeyId id) {
        var now = now();
        return organizations
                .takePlace(organization, quota.maxKeysPerOrganization())
                .chain(taken -> keys.restore(organization, id, now.minus(settings.undo()), now)
                        .chain(restored -> restored ? Uni.createFrom().voidItem() : whyNotRestored(organization, id))
                        .chain(() -> taken
                                ? keys.find(organization, id)
                                : organizations
                                        .quota(organization, quota.maxKeysPerOrganization())
                                        .map(present -> {
                                            throw KeyRefusals.overQuota(present);
                                        })))
                .map(key -> new Found(key.orElseThrow(), true));
    }

    /** Somebody else may have done it a moment ago: that is no failure, but gives no second place in the quota either. */
    private Uni<Void> whyNotRestored(OrganizationId organization, KeyId id) {
        return keys.find(organization, id).map(found -> {
            throw found.<RuntimeException>map(_ -> new RestoredMeanwhile())
                    .orElseGet(() -> KeyRefusals.notRestorable(id));
        });
    }

    /** The key that was registered in the place of the removed one. */
    private Uni<Found> twin(OrganizationId organization, KeyId id) {
        return database.read(() -> keys.findTwin(organization, id)).map(twin -> {
            throw twin.<RuntimeException>map(AlreadyRegisteredException::new).orElseGet(KeyRefusals::contended);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
