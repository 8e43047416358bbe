package io.latchkey.access;

import io.latchkey.key.Fault;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.organization.Action;
import io.latchkey.organization.ApiKey;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.Origin;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.organization.Role;
import io.latchkey.store.ApiKeyStore;
import io.latchkey.store.AuditStore;
import io.latchkey.store.Database;
import io.latchkey.store.OrganizationStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What an operator can do with the API keys of an organization. */
@Singleton
public class ApiKeys {

    /** Time enough to give every replica of a caller the new secret. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final ApiKeyStore apiKeys;
    private final OrganizationStore organizations;
    private final AuditStore audit;
    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(ApiKeyStore apiKeys, OrganizationStore organizations, AuditStore audit, Database database, Clock clock) {
        this.apiKeys = apiKeys;
        this.organizations = organizations;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /** An API key together with its secret, which is never to be had again. */
    public record WithSecret(ApiKey apiKey, ApiSecret secret) {}

    public Uni<WithSecret> create(
            Origin origin,
            OrganizationId organization,
            Optional<String> name,
            Set<Role> roles,
            Optional<Instant> expiresAt) {
        var created = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var apiKey = new ApiKey(
                newId(random), organization, name, roles, created, expiresAt, Optional.empty(), Optional.empty());
        var secret = ApiSecret.random(random);
        return audit.write(
                () -> require(organization)
                        .chain(() -> apiKeys.insert(apiKey, secret.hash()))
                        .replaceWith(new WithSecret(apiKey, secret)),
                _ -> Optional.of(AuditEntry.done(origin, organization, Action.API_KEY_CREATE, apiKey.id())));
    }

    public Uni<ApiKey> find(OrganizationId organization, String id) {
        return database.read(() -> found(organization, id));
    }

    public Uni<Page<ApiKey>> list(OrganizationId organization, Optional<Place> after, int size) {
        return database.read(() -> require(organization).chain(() -> apiKeys.list(organization, after, size)));
    }

    /** Ends an API key for good, from the next request on. */
    public Uni<Void> revoke(Origin origin, OrganizationId organization, String id) {
        if (id.equals(origin.actor())) {
            throw new RefusedException(Fault.of(
                    Refusal.OWN_ACCESS,
                    "This is the API key that the request was made with.",
                    "Revoke it with another operator's, so that one is left."));
        }
        return audit.write(
                        () -> apiKeys.revoke(organization, id).map(revoked -> {
                            if (!revoked) {
                                throw notFound();
                            }
                            return id;
                        }),
                        _ -> Optional.of(AuditEntry.done(origin, organization, Action.API_KEY_REVOKE, id)))
                .replaceWithVoid();
    }

    /**
     * Gives an API key a new secret.
     *
     * @param overlap how long the present secret stays good beside it, so that nobody is shut out on the way. If none is
     *     given it is a day; and an API key that has two good secrets already is left alone, because the older one, which
     *     may be the one in use, would end
     */
    public Uni<WithSecret> rotate(Origin origin, OrganizationId organization, String id, Optional<Duration> overlap) {
        var secret = ApiSecret.random(random);
        return audit.write(
                () -> apiKeys.rotate(organization, id, secret.hash(), overlap.orElse(OVERLAP), overlap.isPresent())
                        .chain(rotated -> found(organization, id).map(apiKey -> {
                            if (!rotated) {
                                throw rotatedAlready(apiKey);
                            }
                            return new WithSecret(apiKey, secret);
                        })),
                _ -> Optional.of(AuditEntry.done(origin, organization, Action.API_KEY_ROTATE, id)));
    }

    private Uni<ApiKey> found(OrganizationId organization, String id) {
        return apiKeys.find(organization, id).map(found -> found.orElseThrow(ApiKeys::notFound));
    }

    private Uni<Void> require(OrganizationId id) {
        return organizations
                .find(id)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw Organizations.notFound(id);
                    }
                })
                .replaceWithVoid();
    }

    private static String newId(RandomGenerator random) {
        var id = new StringBuilder("LK");
        random.ints(14, 0, ID_ALPHABET.length()).forEach(index -> id.append(ID_ALPHABET.charAt(index)));
        return id.toString();
    }

    private static RefusedException rotatedAlready(ApiKey apiKey) {
        return new RefusedException(Fault.of(
                Refusal.ROTATED_ALREADY,
                "The API key was rotated a short time ago: the secret before that is good until "
                        + apiKey.previousUntil().map(Instant::toString).orElse("soon") + ", and would end now.",
                "Wait until then; or give overlap_seconds, to end it and rotate all the same."));
    }

    private static RefusedException notFound() {
        return new RefusedException(Fault.of(Refusal.NOT_FOUND, "There is no such API key."));
    }
}
