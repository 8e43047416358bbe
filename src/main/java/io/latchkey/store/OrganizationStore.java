package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Change;
import io.latchkey.organization.Organization;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.organization.Quota;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Organizations and the number of their keys. Each method runs inside {@link Database#read} or a write's transaction. */
@Singleton
public class OrganizationStore {

    private static final Sort NEWEST_FIRST = Sort.descending("createdAt", "id");

    private final OrganizationRows organizations;

    OrganizationStore(OrganizationRows organizations) {
        this.organizations = organizations;
    }

    /** Fails as {@link Duplicates} tells if there is one with this id. */
    public Uni<Void> insert(Organization organization) {
        return organizations.persistAndFlush(OrganizationRow.of(organization)).replaceWithVoid();
    }

    public Uni<Optional<Organization>> find(OrganizationId id) {
        return organizations
                .findById(id.value())
                .map(row -> Optional.ofNullable(row).map(OrganizationRow::toOrganization));
    }

    public Uni<Page<Organization>> list(Optional<Place> after, int size) {
        var rows = after.map(place -> organizations.find(
                        "(createdAt, id) < (?1, ?2)",
                        NEWEST_FIRST,
                        Microseconds.toInstant(place.number()),
                        UUID.fromString(place.name())))
                .orElseGet(() -> organizations.findAll(NEWEST_FIRST));
        return rows.range(0, size)
                .list()
                .map(found -> Page.of(
                        found.stream().map(OrganizationRow::toOrganization).toList(),
                        size,
                        last -> new Place(
                                Microseconds.of(last.createdAt()),
                                last.id().value().toString())));
    }

    /** Nobody else changes the organization meanwhile. */
    public Uni<Optional<Change>> change(OrganizationId id, UnaryOperator<Organization> change) {
        return organizations
                .findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(found -> Optional.ofNullable(found).map(row -> {
                    var before = row.toOrganization();
                    row.take(change.apply(before));
                    return new Change(before, row.toOrganization());
                }));
    }

    /** Nobody else who asks goes on until this transaction's end. */
    public Uni<Void> lock(OrganizationId id) {
        return organizations
                .findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .replaceWithVoid();
    }

    /**
     * Makes room for one more key. Whether there is any; whoever asks at the same time waits for this transaction's end.
     *
     * @param defaultLimit for an organization that has no limit of its own
     */
    public Uni<Boolean> takePlace(OrganizationId id, int defaultLimit) {
        return organizations
                .update(
                        "set liveKeys = liveKeys + 1 where id = ?1 and liveKeys < coalesce(keyLimit, ?2)",
                        id.value(),
                        defaultLimit)
                .map(count -> count > 0);
    }

    /** The opposite of {@link #takePlace}. */
    public Uni<Void> givePlaceBack(OrganizationId id) {
        return organizations
                .update("set liveKeys = liveKeys - 1 where id = ?1 and liveKeys > 0", id.value())
                .replaceWithVoid();
    }

    public Uni<Quota> quota(OrganizationId id, int defaultLimit) {
        return find(id).map(found -> found.map(organization ->
                        new Quota(organization.keyLimit().orElse(defaultLimit), organization.keyCount()))
                .orElse(new Quota(0, 0)));
    }
}
