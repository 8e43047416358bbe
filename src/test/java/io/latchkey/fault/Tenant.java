package io.latchkey.fault;

import io.latchkey.support.Organization;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An organization of one row, and the keys that its callers know of.
 *
 * @param limit how many keys it may have
 */
record Tenant(Organization organization, int limit, List<String> keys, List<Resource> resources) {

    /** These are renamed by many, and never removed. */
    private static final int HOT = 8;

    /** What depends on a key. */
    record Resource(String key, String id) {}

    static Tenant fresh(int limit) {
        var salt = UUID.randomUUID().toString();
        return new Tenant(
                new Organization(UUID.randomUUID(), "KEY" + salt.substring(0, 18), "secret-of-" + salt),
                limit,
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
    }

    UUID id() {
        return organization.id();
    }

    boolean isSmall() {
        return limit < HOT * 2;
    }

    Optional<String> any() {
        return at(0, keys.size());
    }

    Optional<String> hot() {
        return at(0, Math.min(HOT, keys.size()));
    }

    /** Whether it is a key that nobody removes. */
    boolean keeps(String key) {
        return !isSmall() && keys.indexOf(key) >= 0 && keys.indexOf(key) < HOT;
    }

    /** A key that nobody is told of any more from now on. */
    Optional<String> taken() {
        return at(isSmall() ? 0 : HOT, keys.size()).filter(keys::remove);
    }

    Optional<Resource> takenResource() {
        return resources.stream().findFirst().filter(resources::remove);
    }

    private Optional<String> at(int from, int to) {
        try {
            return from < to ? Optional.of(keys.get(ThreadLocalRandom.current().nextInt(from, to))) : Optional.empty();
        } catch (IndexOutOfBoundsException _) {
            // Another caller has just taken one.
            return Optional.empty();
        }
    }
}
