package io.latchkey.store;

import io.latchkey.key.DisplayName;
import io.latchkey.key.Key;
import io.latchkey.key.KeyFilter;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyPage;
import io.latchkey.key.KeyPosition;
import io.latchkey.key.KeyState;
import io.latchkey.key.ObservedKey;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Phase;
import io.latchkey.key.Precondition;
import io.latchkey.key.ProviderKey;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The live keys of one organization at a time. Each method runs inside {@link Database#read} or {@link Database#write},
 * and names the organization first.
 */
@Singleton
public class KeyStore {

    private static final Sort NEWEST_FIRST = Sort.descending("createdAt", "id");

    private static final String CHANGEABLE = "organizationId = :organization and id = :id and deletedAt is null"
            + " and (:anyVersion = true or version in (:versions))";

    private static final Set<Long> NO_VERSION = Set.of(-1L);

    private final KeyRows keys;
    private final ScheduleRows schedules;
    private final OrganizationRows organizations;

    KeyStore(KeyRows keys, ScheduleRows schedules, OrganizationRows organizations) {
        this.keys = keys;
        this.organizations = organizations;
        this.schedules = schedules;
    }

    /** Stores a new key, due for its first probe at once. Fails as {@link Duplicates} tells if it is there already. */
    public Uni<Void> insert(Key key) {
        return keys.persist(KeyRow.of(key))
                .chain(() -> schedules.persist(ScheduleRow.of(key)))
                .chain(schedules::flush);
    }

    public Uni<Optional<Key>> find(OrganizationId organization, KeyId id) {
        return keys.find("organizationId = ?1 and id = ?2 and deletedAt is null", organization.value(), id.value())
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(KeyRow::toKey));
    }

    /** The same as {@link #find}, with what is known of the key beside its validation. */
    public Uni<Optional<ObservedKey>> findObserved(OrganizationId organization, KeyId id) {
        return keys.find("organizationId = ?1 and id = ?2 and deletedAt is null", organization.value(), id.value())
                .firstResult()
                .map(row -> Optional.ofNullable(row)
                        .map(found -> new ObservedKey(found.toKey(), found.observed.toObserved())));
    }

    public Uni<Optional<KeyId>> findLive(OrganizationId organization, ProviderKey key) {
        return keys.find(
                        "organizationId = ?1 and providerKey.provider = ?2 and providerKey.canonical = ?3"
                                + " and deletedAt is null",
                        organization.value(),
                        key.provider(),
                        key.canonical())
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(found -> new KeyId(found.id)));
    }

    /** The live key that points to what a removed one pointed to. */
    public Uni<Optional<KeyId>> findTwin(OrganizationId organization, KeyId removed) {
        return keys.find("organizationId = ?1 and id = ?2", organization.value(), removed.value())
                .firstResult()
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.empty())
                        : findLive(organization, row.providerKey.toProviderKey()));
    }

    /**
     * One page, newest first.
     *
     * @param after where the page before it ended; none for the first page
     * @param size at most so many keys
     */
    public Uni<KeyPage> list(OrganizationId organization, KeyFilter filter, Optional<KeyPosition> after, int size) {
        var all = KeyQuery.of(organization, filter);
        var page = after.map(all::after).orElse(all);
        return keys.find(page.text(), NEWEST_FIRST, page.parameters())
                .project(KeyLine.class)
                .range(0, size)
                .list()
                .chain(rows -> total(organization, filter, all).map(total -> page(rows, size, total)));
    }

    /** All of an organization's keys are counted already, with each one that comes and goes. */
    private Uni<Long> total(OrganizationId organization, KeyFilter filter, KeyQuery all) {
        return filter.equals(KeyFilter.ALL)
                ? organizations
                        .findById(organization.value())
                        .map(row -> row == null ? 0L : row.toOrganization().keyCount())
                : keys.count(all.text(), all.parameters());
    }

    /** One row more than the page holds was asked for: it tells whether there is a next page. */
    private static KeyPage page(List<KeyLine> rows, int size, long total) {
        var keys = rows.stream().limit(size).map(KeyLine::toKey).toList();
        var next = rows.size() > size
                ? Optional.of(new KeyPosition(
                        keys.getLast().createdAt(), keys.getLast().id()))
                : Optional.<KeyPosition>empty();
        return new KeyPage(keys, next, Math.toIntExact(total));
    }

    /** The same as {@link #find}, and nobody else changes the key until the transaction's end. */
    public Uni<Optional<Key>> lock(OrganizationId organization, KeyId id) {
        return keys.find("organizationId = ?1 and id = ?2 and deletedAt is null", organization.value(), id.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(KeyRow::toKey));
    }

    /** Gives a locked key its other state. */
    public Uni<Void> become(OrganizationId organization, KeyId id, KeyState state, Instant now) {
        return keys.update(
                        "set state = ?3, updatedAt = greatest(updatedAt, ?4), version = version + 1"
                                + " where organizationId = ?1 and id = ?2",
                        organization.value(),
                        id.value(),
                        state,
                        now)
                .replaceWithVoid();
    }

    /** Whether there was such a key to rename, and it was as the precondition wants it. */
    public Uni<Boolean> rename(
            OrganizationId organization, KeyId id, DisplayName name, Precondition precondition, Instant now) {
        return keys.update(
                        "set displayName = :name, updatedAt = greatest(updatedAt, :now), version = version + 1 where "
                                + CHANGEABLE,
                        changeable(organization, id, precondition, Map.of("name", name.value(), "now", now)))
                .map(count -> count > 0);
    }

    /**
     * Ends the life of a key that nothing depends on: its row stays, its probes end. Whether there was such a key, and it was
     * as the precondition wants it; if not, the transaction must not be committed.
     *
     * <p>The schedule's row goes first: a settlement takes the two rows in this order too, and so neither waits for the
     * other in a circle.
     */
    public Uni<Boolean> remove(OrganizationId organization, KeyId id, Precondition precondition, Instant now) {
        return schedules
                .delete(
                        "keyId in (select id from KeyRow where organizationId = ?1 and id = ?2 and deletedAt is null)",
                        organization.value(),
                        id.value())
                .chain(() -> keys.update(
                        "set deletedAt = :now, updatedAt = :now, version = version + 1 where state = :available and "
                                + CHANGEABLE,
                        changeable(
                                organization, id, precondition, Map.of("now", now, "available", KeyState.AVAILABLE))))
                .map(count -> count > 0);
    }

    /**
     * Gives a key back its life, as one that nobody has asked for yet: what was known of it may no longer be true. Whether
     * there is such a key, and it was removed after that time. Fails as {@link Duplicates} tells if another one is registered
     * in its place.
     */
    public Uni<Boolean> restore(OrganizationId organization, KeyId id, Instant removedAfter, Instant now) {
        return keys.update(
                        "set deletedAt = null, validation.phase = ?4, validation.reason = null, validation.region = null,"
                                + " validation.since = ?5, updatedAt = ?5, version = version + 1"
                                + " where organizationId = ?1 and id = ?2 and deletedAt > ?3",
                        organization.value(),
                        id.value(),
                        removedAfter,
                        Phase.INITIALIZING,
                        now)
                .chain(count -> count == 0
                        ? Uni.createFrom().item(false)
                        : find(organization, id)
                                .chain(key -> schedules.persistAndFlush(ScheduleRow.of(key.orElseThrow())))
                                .replaceWith(true));
    }

    private static Map<String, Object> changeable(
            OrganizationId organization, KeyId id, Precondition precondition, Map<String, Object> more) {
        var parameters = new HashMap<>(more);
        parameters.put("organization", organization.value());
        parameters.put("id", id.value());
        parameters.put("anyVersion", precondition.versions().isEmpty());
        parameters.put(
                "versions",
                precondition.versions().filter(wanted -> !wanted.isEmpty()).orElse(NO_VERSION));
        return parameters;
    }
}
