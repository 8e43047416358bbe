package io.latchkey.registry;

import io.latchkey.key.AlreadyRegisteredException;
import io.latchkey.key.DisplayName;
import io.latchkey.key.Key;
import io.latchkey.key.KeyFilter;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyPage;
import io.latchkey.key.KeyPosition;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Precondition;
import io.latchkey.key.ProviderKey;
import io.latchkey.organization.Action;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.Origin;
import io.latchkey.organization.Quota;
import io.latchkey.registry.Registration.Registered;
import io.latchkey.store.AuditStore;
import io.latchkey.store.Database;
import io.latchkey.store.KeyStore;
import io.latchkey.store.OrganizationStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What an organization can do with its keys. Another organization's key is nowhere to be told from one that never was. */
@Singleton
public class KeyRegistry {

    private final KeyStore keys;
    private final OrganizationStore organizations;
    private final Database database;
    private final AuditStore audit;
    private final Registrar registrar;
    private final QuotaSettings quota;
    private final Clock clock;

    KeyRegistry(
            KeyStore keys,
            OrganizationStore organizations,
            Database database,
            AuditStore audit,
            Registrar registrar,
            QuotaSettings quota,
            Clock clock) {
        this.keys = keys;
        this.organizations = organizations;
        this.database = database;
        this.audit = audit;
        this.registrar = registrar;
        this.quota = quota;
        this.clock = clock;
    }

    /** Registers a key; refused with {@link AlreadyRegisteredException} if the organization has it. */
    public Uni<Registered> register(Origin origin, Registration wanted) {
        return registrar.register(origin, wanted);
    }

    public Uni<Key> find(OrganizationId organization, KeyId id) {
        return database.read(() -> keys.find(organization, id))
                .map(found -> found.orElseThrow(() -> KeyRefusals.notFound(id)));
    }

    /** The same, if the key is as the precondition wants it. */
    public Uni<Key> find(OrganizationId organization, KeyId id, Precondition precondition) {
        return find(organization, id).invoke(key -> {
            if (!precondition.holds(key.version())) {
                throw KeyRefusals.changedMeanwhile(id);
            }
        });
    }

    /** See {@link KeyStore#list}. */
    public Uni<KeyPage> list(OrganizationId organization, KeyFilter filter, Optional<KeyPosition> after, int size) {
        return database.read(() -> keys.list(organization, filter, after, size));
    }

    public Uni<Quota> quota(OrganizationId organization) {
        return database.read(() -> organizations.quota(organization, quota.maxKeysPerOrganization()));
    }

    /**
     * Changes a key's name, which is all that can be changed.
     *
     * @param name the new name, if it is to change
     * @param providerKey what the caller takes the provider key to be, if it says; refused when it is another
     */
    public Uni<Key> change(
            Origin origin,
            KeyId id,
            Optional<DisplayName> name,
            Optional<ProviderKey> providerKey,
            Precondition precondition) {
        var organization = origin.organization();
        return audit.write(
                () -> renamed(organization, id, name, precondition)
                        .chain(renamed -> keys.find(organization, id).map(found -> {
                            var key = found.orElseThrow(() -> KeyRefusals.notFound(id));
                            if (!renamed && (name.isPresent() || !precondition.holds(key.version()))) {
                                throw KeyRefusals.changedMeanwhile(id);
                            }
                            requireSame(key, providerKey);
                            return key;
                        })),
                _ -> name.map(_ -> AuditEntry.done(origin, organization, Action.KEY_RENAME, id.value())));
    }

    private Uni<Boolean> renamed(
            OrganizationId organization, KeyId id, Optional<DisplayName> name, Precondition precondition) {
        return name.map(newName -> keys.rename(organization, id, newName, precondition, now()))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private static void requireSame(Key key, Optional<ProviderKey> providerKey) {
        if (providerKey.filter(claimed -> !claimed.equals(key.providerKey())).isPresent()) {
            throw KeyRefusals.providerKeyFixed();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
