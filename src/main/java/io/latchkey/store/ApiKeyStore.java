package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.ApiKey;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The API keys of one organization at a time, those that were not revoked. Each method runs inside {@link Database#read} or
 * a write's transaction.
 */
@Singleton
public class ApiKeyStore {

    private static final Sort NEWEST_FIRST = Sort.descending("createdAt", "id");

    /** By the database's clock, which the check goes by. */
    private static final String ROTATE = """
            UPDATE api_key
            SET previous_secret_sha256 = CASE WHEN :overlap > 0 THEN secret_sha256 END,
                previous_until = CASE WHEN :overlap > 0 THEN now() + :overlap * interval '1 second' END,
                secret_sha256 = :secret
            WHERE organization_id = :organization AND id = :id AND revoked_at IS NULL
                AND (:forced OR previous_until IS NULL OR previous_until <= now())
            """;

    private final ApiKeyRows apiKeys;

    ApiKeyStore(ApiKeyRows apiKeys) {
        this.apiKeys = apiKeys;
    }

    public Uni<Void> insert(ApiKey key, SecretHash secret) {
        return apiKeys.persistAndFlush(ApiKeyRow.of(key, secret)).replaceWithVoid();
    }

    public Uni<Optional<ApiKey>> find(OrganizationId organization, String id) {
        return apiKeys.find("organizationId = ?1 and id = ?2 and revokedAt is null", organization.value(), id)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(ApiKeyRow::toApiKey));
    }

    public Uni<Page<ApiKey>> list(OrganizationId organization, Optional<Place> after, int size) {
        var live = "organizationId = ?1 and revokedAt is null";
        var rows = after.map(place -> apiKeys.find(
                        live + " and (createdAt, id) < (?2, ?3)",
                        NEWEST_FIRST,
                        organization.value(),
                        Microseconds.toInstant(place.number()),
                        place.name()))
                .orElseGet(() -> apiKeys.find(live, NEWEST_FIRST, organization.value()));
        return rows.range(0, size)
                .list()
                .map(found -> Page.of(
                        found.stream().map(ApiKeyRow::toApiKey).toList(),
                        size,
                        last -> new Place(Microseconds.of(last.createdAt()), last.id())));
    }

    /** Whether there was such an API key to revoke. */
    public Uni<Boolean> revoke(OrganizationId organization, String id) {
        return apiKeys.update(
                        "set revokedAt = instant where organizationId = ?1 and id = ?2 and revokedAt is null",
                        organization.value(),
                        id)
                .map(count -> count > 0);
    }

    /**
     * Gives an API key another secret. Whether there was such an API key to give it to.
     *
     * @param overlap how long the present secret stays good beside it; zero for not at all
     * @param forced also if it has two good secrets already; the older one then ends
     */
    public Uni<Boolean> rotate(
            OrganizationId organization, String id, SecretHash secret, Duration overlap, boolean forced) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ROTATE)
                        .setParameter("overlap", overlap.toSeconds())
                        .setParameter("secret", secret.bytes())
                        .setParameter("organization", organization.value())
                        .setParameter("id", id)
                        .setParameter("forced", forced)
                        .executeUpdate()
                        .map(count -> count > 0));
    }
}
