package io.latchkey.registry;

import io.latchkey.key.KeyEvent;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.store.EventStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What became of a key. A key that was removed has a history still. */
@Singleton
public class KeyHistory {

    private final EventStore events;

    KeyHistory(EventStore events) {
        this.events = events;
    }

    /** One page, newest first. */
    public Uni<Page<KeyEvent>> list(OrganizationId organization, KeyId key, Optional<Place> after, int size) {
        return events.list(organization, key, after, size)
                // A key whose history was forgotten is not taken for one that never was.
                .call(page -> page.items().isEmpty()
                        ? events.isKnown(organization, key).invoke(known -> {
                            if (!known) {
                                throw KeyRefusals.notFound(key);
                            }
                        })
                        : Uni.createFrom().nullItem());
    }
}
