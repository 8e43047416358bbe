package io.latchkey.registry;

import io.latchkey.key.Key;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyState;
import io.latchkey.key.KeyUsage;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Phase;
import io.latchkey.key.ProtectedResource;
import io.latchkey.key.ResourceId;
import io.latchkey.organization.Action;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.Origin;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.store.AuditStore;
import io.latchkey.store.Database;
import io.latchkey.store.KeyStore;
import io.latchkey.store.ResourceStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What depends on a key. The first protected resource makes the key IN_USE, the last one that goes makes it AVAILABLE: in
 * one transaction that holds the key's row, so a removal of the key comes wholly before or wholly after.
 */
@Singleton
public class ProtectedResources {

    private final KeyStore keys;
    private final ResourceStore resources;
    private final Database database;
    private final AuditStore audit;
    private final Clock clock;

    ProtectedResources(KeyStore keys, ResourceStore resources, Database database, AuditStore audit, Clock clock) {
        this.keys = keys;
        this.resources = resources;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A resource that the key protects from now on, or did already.
     *
     * @param added whether it is new
     */
    public record Put(ProtectedResource resource, boolean added) {}

    /** Puts a resource under a key. Only a VALID key takes a new one; what is there can always be described anew. */
    public Uni<Put> put(Origin origin, KeyId id, ProtectedResource wanted) {
        var organization = origin.organization();
        return audit.write(
                () -> locked(organization, id)
                        .chain(key -> resources
                                .find(organization, id, wanted.id())
                                .chain(found -> found.map(there -> describe(key, there.describedAs(wanted)))
                                        .orElseGet(() -> add(key, wanted)))),
                _ -> Optional.of(done(origin, Action.RESOURCE_PUT, id, wanted.id())));
    }

    private Uni<Put> describe(Key key, ProtectedResource resource) {
        return resources.describe(key.organization(), key.id(), resource).replaceWith(new Put(resource, false));
    }

    private Uni<Put> add(Key key, ProtectedResource resource) {
        if (key.validation().phase() != Phase.VALID) {
            throw KeyRefusals.notValid(key);
        }
        return resources
                .insert(key.organization(), key.id(), resource)
                .chain(() -> become(KeyState.IN_USE, key))
                .replaceWith(new Put(resource, true));
    }

    /** Takes a resource away: nothing of it is encrypted under the key any more. */
    public Uni<Void> remove(Origin origin, KeyId id, ResourceId resource) {
        var organization = origin.organization();
        return audit.write(
                        () -> locked(organization, id)
                                .chain(key -> resources
                                        .delete(organization, id, resource)
                                        .invoke(there -> {
                                            if (!there) {
                                                throw KeyRefusals.noSuchResource(id, resource);
                                            }
                                        })
                                        .chain(() -> resources.isEmpty(organization, id))
                                        .chain(none -> none
                                                ? become(KeyState.AVAILABLE, key)
                                                : Uni.createFrom().voidItem()))
                                .replaceWith(id),
                        _ -> Optional.of(done(origin, Action.RESOURCE_REMOVE, id, resource)))
                .replaceWithVoid();
    }

    public Uni<ProtectedResource> find(OrganizationId organization, KeyId id, ResourceId resource) {
        return database.read(() -> known(organization, id).chain(() -> resources.find(organization, id, resource)))
                .map(found -> found.orElseThrow(() -> KeyRefusals.noSuchResource(id, resource)));
    }

    /** See {@link ResourceStore#list}. */
    public Uni<Page<ProtectedResource>> list(OrganizationId organization, KeyId id, Optional<Place> after, int size) {
        return database.read(() -> known(organization, id).chain(() -> resources.list(organization, id, after, size)));
    }

    public Uni<KeyUsage> usage(OrganizationId organization, KeyId id) {
        return database.read(() -> known(organization, id).chain(() -> resources.usage(organization, id)));
    }

    private Uni<Void> become(KeyState state, Key key) {
        return state == key.state()
                ? Uni.createFrom().voidItem()
                : keys.become(key.organization(), key.id(), state, now());
    }

    private Uni<Key> locked(OrganizationId organization, KeyId id) {
        return keys.lock(organization, id).map(found -> found.orElseThrow(() -> KeyRefusals.notFound(id)));
    }

    private Uni<Key> known(OrganizationId organization, KeyId id) {
        return keys.find(organization, id).map(found -> found.orElseThrow(() -> KeyRefusals.notFound(id)));
    }

    private static AuditEntry done(Origin origin, Action action, KeyId key, ResourceId resource) {
        return AuditEntry.done(origin, origin.organization(), action, key.value() + "/" + resource.value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
