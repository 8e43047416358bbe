package io.latchkey.registry;

import io.latchkey.key.AlreadyRegisteredException;
import io.latchkey.key.DisplayName;
import io.latchkey.key.Fault;
import io.latchkey.key.Key;
import io.latchkey.key.KeyFilter;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyPage;
import io.latchkey.key.KeyPosition;
import io.latchkey.key.KeyRegistered;
import io.latchkey.key.KeyState;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.key.Standing;
import io.latchkey.store.Database;
import io.latchkey.store.Duplicates;
import io.latchkey.store.KeyStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What an organization can do with its keys. Another organization's key is nowhere to be told from one that never was. */
@Singleton
public class KeyRegistry {

    /** How often a registration is tried again when the twin that stood in its way was removed in the meantime. */
    private static final int RETRIES = 3;

    private final KeyStore keys;
    private final Database database;
    private final Grantees grantees;
    private final Event<KeyRegistered> registered;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeyRegistry(KeyStore keys, Database database, Grantees grantees, Event<KeyRegistered> registered, Clock clock) {
        this.keys = keys;
        this.database = database;
        this.grantees = grantees;
        this.registered = registered;
        this.clock = clock;
    }

    /** Registers a key; refused with {@link AlreadyRegisteredException} if the organization has it. */
    public Uni<Key> register(OrganizationId organization, ProviderKey providerKey, Optional<DisplayName> name) {
        return register(organization, providerKey, name, RETRIES)
                .invoke(key -> registered.fire(new KeyRegistered(key.id(), providerKey.provider())));
    }

    private Uni<Key> register(
            OrganizationId organization, ProviderKey providerKey, Optional<DisplayName> name, int retries) {
        var key = newKey(organization, providerKey, name);
        return database.write(() -> keys.insert(key))
                .replaceWith(key)
                .onFailure(Duplicates::areCauseOf)
                .recoverWithUni(() -> existing(organization, providerKey).chain(twin -> {
                    if (twin.isPresent()) {
                        return Uni.createFrom().failure(new AlreadyRegisteredException(twin.get()));
                    }
                    return retries > 0
                            ? register(organization, providerKey, name, retries - 1)
                            : Uni.createFrom().failure(contended());
                }));
    }

    private Uni<Optional<KeyId>> existing(OrganizationId organization, ProviderKey providerKey) {
        return database.read(() -> keys.findLive(organization, providerKey));
    }

    private Key newKey(OrganizationId organization, ProviderKey providerKey, Optional<DisplayName> name) {
        var id = KeyId.random(random);
        var now = now();
        return new Key(
                id,
                organization,
                providerKey,
                grantees.of(providerKey, organization, id),
                name,
                KeyState.AVAILABLE,
                Standing.registered(now).validation(),
                now,
                now,
                0);
    }

    public Uni<Key> find(OrganizationId organization, KeyId id) {
        return database.read(() -> keys.find(organization, id)).map(found -> found.orElseThrow(() -> notFound(id)));
    }

    /** See {@link KeyStore#list}. */
    public Uni<KeyPage> list(OrganizationId organization, KeyFilter filter, Optional<KeyPosition> after, int size) {
        return database.read(() -> keys.list(organization, filter, after, size));
    }

    /**
     * Changes a key's name, which is all that can be changed.
     *
     * @param name the new name, if it is to change
     * @param providerKey what the caller takes the provider key to be, if it says; refused when it is another
     */
    public Uni<Key> change(
            OrganizationId organization, KeyId id, Optional<DisplayName> name, Optional<ProviderKey> providerKey) {
        return database.write(() -> renamed(organization, id, name)
                .chain(() -> keys.find(organization, id))
                .map(found -> found.orElseThrow(() -> notFound(id)))
                .invoke(key -> requireSame(key, providerKey)));
    }

    private Uni<Boolean> renamed(OrganizationId organization, KeyId id, Optional<DisplayName> name) {
        return name.map(newName -> keys.rename(organization, id, newName, now()))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private static void requireSame(Key key, Optional<ProviderKey> providerKey) {
        if (providerKey.filter(claimed -> !claimed.equals(key.providerKey())).isPresent()) {
            throw new RefusedException(
                    Fault.at("/key", "key can't be changed.", "Leave it out, or register the other key as a new one."));
        }
    }

    /** Removes a key that nothing depends on. Its id is never given again; the same provider key can be registered again. */
    public Uni<Void> remove(OrganizationId organization, KeyId id) {
        return database.write(() -> keys.remove(organization, id, now())
                        .chain(removed -> removed
                                ? Uni.createFrom().voidItem()
                                : keys.find(organization, id).map(found -> {
                                    throw found.isPresent() ? inUse(id) : notFound(id);
                                })))
                .replaceWithVoid();
    }

    /** PostgreSQL keeps microseconds; an answer must not show more than a later one will. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static RefusedException notFound(KeyId id) {
        return new RefusedException(Fault.of(Refusal.NOT_FOUND, "There is no key '" + id.value() + "'."));
    }

    private static RefusedException contended() {
        return new RefusedException(Fault.of(
                Refusal.UNAVAILABLE,
                "The same key is being registered and removed all the time.",
                "Try again in a few seconds."));
    }

    private static RefusedException inUse(KeyId id) {
        return new RefusedException(Fault.of(
                Refusal.KEY_IN_USE,
                "The key '" + id.value() + "' protects data.",
                "Remove what depends on the key, then the key."));
    }
}
