package io.latchkey.registry;

import io.latchkey.key.AlreadyRegisteredException;
import io.latchkey.key.Key;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyRegistered;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.RefusedException;
import io.latchkey.organization.Action;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.Origin;
import io.latchkey.registry.Registration.Registered;
import io.latchkey.store.AuditStore;
import io.latchkey.store.Database;
import io.latchkey.store.Duplicates;
import io.latchkey.store.KeyStore;
import io.latchkey.store.OrganizationStore;
import io.latchkey.store.RetryStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Registers keys. All of it is one transaction: the place in the quota, the key, its first probe, the record of the audit and
 * what a repeated request is to be answered.
 */
@Singleton
class Registrar {

    /** How often a registration is tried again when the twin that stood in its way was removed in the meantime. */
    private static final int RETRIES = 3;

    private final KeyStore keys;
    private final OrganizationStore organizations;
    private final RetryStore retries;
    private final AuditStore audit;
    private final Database database;
    private final Grantees grantees;
    private final Event<KeyRegistered> registered;
    private final QuotaSettings quota;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Registrar(
            KeyStore keys,
            OrganizationStore organizations,
            RetryStore retries,
            AuditStore audit,
            Database database,
            Grantees grantees,
            Event<KeyRegistered> registered,
            QuotaSettings quota,
            Clock clock) {
        this.keys = keys;
        this.organizations = organizations;
        this.retries = retries;
        this.audit = audit;
        this.database = database;
        this.grantees = grantees;
        this.registered = registered;
        this.quota = quota;
        this.clock = clock;
    }

    Uni<Registered> register(Origin origin, Registration wanted) {
        return attempt(origin, wanted, RETRIES).invoke(done -> {
            if (!done.replayed()) {
                registered.fire(new KeyRegistered(
                        done.key().id(), done.key().providerKey().provider()));
            }
        });
    }

    private Uni<Registered> attempt(Origin origin, Registration wanted, int retriesLeft) {
        return audit.write(() -> registerOnce(origin.organization(), wanted), done -> record(origin, done))
                .onFailure(failure -> Duplicates.areCauseOf(failure) || failure instanceof OverQuotaException)
                .recoverWithUni(failure -> twin(origin.organization(), wanted).chain(twin -> {
                    if (twin.isPresent()) {
                        return Uni.createFrom().failure(new AlreadyRegisteredException(twin.get()));
                    }
                    if (failure instanceof RefusedException) {
                        return Uni.createFrom().failure(failure);
                    }
                    return retriesLeft > 0
                            ? attempt(origin, wanted, retriesLeft - 1)
                            : Uni.createFrom().failure(KeyRefusals.contended());
                }));
    }

    private Uni<Registered> registerOnce(OrganizationId organization, Registration wanted) {
        return done(organization, wanted)
                .chain(before -> before.map(key -> Uni.createFrom().item(new Registered(key, true)))
                        .orElseGet(() ->
                                insert(newKey(organization, wanted), wanted).map(key -> new Registered(key, false))));
    }

    /** What an earlier request with the same idempotency key registered. */
    private Uni<Optional<Key>> done(OrganizationId organization, Registration wanted) {
        return wanted.idempotencyKey()
                .map(name -> retries.begin(organization, name)
                        .invoke(begun -> {
                            if (!begun) {
                                throw KeyRefusals.inFlight();
                            }
                        })
                        .chain(() -> retries.find(organization, name))
                        .invoke(found -> found.filter(key -> !wanted.asksFor(key))
                                .ifPresent(_ -> {
                                    throw KeyRefusals.idempotencyKeyReused();
                                })))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Key> insert(Key key, Registration wanted) {
        var organization = key.organization();
        return organizations
                .takePlace(organization, quota.maxKeysPerOrganization())
                .chain(taken -> taken ? keys.insert(key) : refuseOverQuota(organization))
                .chain(() -> wanted.idempotencyKey()
                        .map(name -> retries.remember(organization, name, key.id(), key.displayName()))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWith(key);
    }

    private Uni<Void> refuseOverQuota(OrganizationId organization) {
        return organizations.quota(organization, quota.maxKeysPerOrganization()).map(present -> {
            throw new OverQuotaException(present);
        });
    }

    private Uni<Optional<KeyId>> twin(OrganizationId organization, Registration wanted) {
        return database.read(() -> keys.findLive(organization, wanted.providerKey()));
    }

    private Key newKey(OrganizationId organization, Registration wanted) {
        var id = KeyId.random(random);
        // PostgreSQL keeps microseconds; an answer must not show more than a later one will.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Key.registered(
                id,
                organization,
                wanted.providerKey(),
                grantees.of(wanted.providerKey(), organization, id),
                wanted.displayName(),
                now);
    }

    private static Optional<AuditEntry> record(Origin origin, Registered result) {
        return result.replayed()
                ? Optional.empty()
                : Optional.of(AuditEntry.done(
                        origin,
                        origin.organization(),
                        Action.KEY_REGISTER,
                        result.key().id().value()));
    }
}
