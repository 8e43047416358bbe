package io.latchkey.store;

import io.latchkey.key.KeyId;
import io.latchkey.key.KeyUsage;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.ProtectedResource;
import io.latchkey.key.ResourceId;
import io.latchkey.key.ResourceKind;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one key protects. Each method runs inside {@link Database#read} or a write's transaction; those that write, after
 * {@link KeyStore#lock}.
 */
@Singleton
public class ResourceStore {

    private static final Sort NEWEST_FIRST = Sort.descending("createdAt", "place.id");
    private static final String OF_KEY = "place.organizationId = ?1 and place.keyId = ?2";
    private static final String COUNT = "select kind, count(*) from ResourceRow where " + OF_KEY + " group by kind";

    private final ResourceRows resources;

    ResourceStore(ResourceRows resources) {
        this.resources = resources;
    }

    public Uni<Optional<ProtectedResource>> find(OrganizationId organization, KeyId key, ResourceId id) {
        return resources
                .findById(ResourcePlace.of(organization, key, id))
                .map(row -> Optional.ofNullable(row).map(ResourceRow::toResource));
    }

    public Uni<Void> insert(OrganizationId organization, KeyId key, ProtectedResource resource) {
        return resources
                .persistAndFlush(ResourceRow.of(ResourcePlace.of(organization, key, resource.id()), resource))
                .replaceWithVoid();
    }

    /** Gives a resource that is there its new kind and name. */
    public Uni<Void> describe(OrganizationId organization, KeyId key, ProtectedResource resource) {
        return resources
                .findById(ResourcePlace.of(organization, key, resource.id()))
                .invoke(row -> row.describe(resource))
                .replaceWithVoid();
    }

    /** Whether there was such a resource. */
    public Uni<Boolean> delete(OrganizationId organization, KeyId key, ResourceId id) {
        return resources
                .delete(OF_KEY + " and place.id = ?3", organization.value(), key.value(), id.value())
                .map(count -> count > 0);
    }

    public Uni<Boolean> isEmpty(OrganizationId organization, KeyId key) {
        return resources
                .find(OF_KEY, organization.value(), key.value())
                .range(0, 0)
                .list()
                .map(rows -> rows.isEmpty());
    }

    public Uni<KeyUsage> usage(OrganizationId organization, KeyId key) {
        return Panache.getSession()
                .chain(session -> session.createQuery(COUNT, Object[].class)
                        .setParameter(1, organization.value())
                        .setParameter(2, key.value())
                        .getResultList())
                .map(counts -> new KeyUsage(counts.stream()
                        .collect(Collectors.toMap(
                                count -> new ResourceKind((String) count[0]), count -> (Long) count[1]))));
    }

    /** One page, newest first. */
    public Uni<Page<ProtectedResource>> list(OrganizationId organization, KeyId key, Optional<Place> after, int size) {
        var rows = after.map(place -> resources.find(
                        OF_KEY + " and (createdAt, place.id) < (?3, ?4)",
                        NEWEST_FIRST,
                        organization.value(),
                        key.value(),
                        Microseconds.toInstant(place.number()),
                        place.name()))
                .orElseGet(() -> resources.find(OF_KEY, NEWEST_FIRST, organization.value(), key.value()));
        return rows.range(0, size)
                .list()
                .map(found -> Page.of(
                        found.stream().map(ResourceRow::toResource).toList(),
                        size,
                        last -> new Place(
                                Microseconds.of(last.createdAt()), last.id().value())));
    }
}
