package io.latchkey.store;

import io.latchkey.key.DisplayName;
import io.latchkey.key.IdempotencyKey;
import io.latchkey.key.Key;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.util.Optional;

/**
 * The registrations that a caller named, so that asking again does nothing again. Each method runs inside a write's
 * transaction, or {@link Database#write}.
 */
@Singleton
public class RetryStore {

    /** Ends with the transaction, so a replica that dies holds up nobody. */
    private static final String BEGIN = "SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))";

    private static final String FIND = """
            SELECT key_id, display_name FROM registration_retry
            WHERE organization_id = :organization AND idempotency_key = :name AND created_at > now() - interval '24 hours'
            """;

    private static final String REMEMBER = """
            INSERT INTO registration_retry (organization_id, idempotency_key, key_id, display_name)
            VALUES (:organization, :name, :key, cast(:displayName AS varchar))
            ON CONFLICT (organization_id, idempotency_key) DO UPDATE
            SET key_id = excluded.key_id, display_name = excluded.display_name, created_at = now()
            """;

    private static final String FORGET = """
            DELETE FROM registration_retry WHERE (organization_id, idempotency_key) IN (
                SELECT organization_id, idempotency_key FROM registration_retry
                WHERE created_at <= now() - interval '24 hours' ORDER BY created_at LIMIT :batch)
            """;

    private final KeyRows keys;

    RetryStore(KeyRows keys) {
        this.keys = keys;
    }

    /** Whether nobody else is registering under this name just now. */
    public Uni<Boolean> begin(OrganizationId organization, IdempotencyKey name) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(BEGIN, Boolean.class)
                        .setParameter("name", organization.value() + " " + name.value())
                        .getSingleResult());
    }

    /** The key as it was when it was registered under this name in the last 24 hours, removed or not. */
    public Uni<Optional<Key>> find(OrganizationId organization, IdempotencyKey name) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, Tuple.class)
                        .setParameter("organization", organization.value())
                        .setParameter("name", name.value())
                        .getSingleResultOrNull())
                .chain(found -> found == null
                        ? Uni.createFrom().item(Optional.empty())
                        : asRegistered(organization, found.get(0, String.class), found.get(1, String.class)));
    }

    private Uni<Optional<Key>> asRegistered(OrganizationId organization, String id, String displayName) {
        return keys.find("organizationId = ?1 and id = ?2", organization.value(), id)
                .firstResult()
                .map(row -> Optional.of(row.toKey()
                        .asRegistered(Optional.ofNullable(displayName).map(DisplayName::new))));
    }

    public Uni<Void> remember(
            OrganizationId organization, IdempotencyKey name, KeyId key, Optional<DisplayName> shown) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMEMBER)
                        .setParameter("organization", organization.value())
                        .setParameter("name", name.value())
                        .setParameter("key", key.value())
                        .setParameter(
                                "displayName", shown.map(DisplayName::value).orElse(null))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Forgets registrations older than 24 hours, a batch of them at a time. How many it was. */
    public Uni<Integer> forgetOld(int batch) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FORGET)
                        .setParameter("batch", batch)
                        .executeUpdate());
    }
}
