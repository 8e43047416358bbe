package io.latchkey.registry;

import io.latchkey.key.KeyId;
import io.latchkey.key.ObservedKey;
import io.latchkey.key.OrganizationId;
import io.latchkey.store.Database;
import io.latchkey.store.KeyStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** What is known of a key beside whether it can be used. */
@Singleton
public class KeyFindings {

    private final KeyStore keys;
    private final Database database;

    KeyFindings(KeyStore keys, Database database) {
        this.keys = keys;
        this.database = database;
    }

    public Uni<ObservedKey> find(OrganizationId organization, KeyId id) {
        return database.read(() -> keys.findObserved(organization, id))
                .map(found -> found.orElseThrow(() -> KeyRefusals.notFound(id)));
    }
}
