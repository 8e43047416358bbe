package io.latchkey.store;

import io.latchkey.key.KeyFilter;
import io.latchkey.key.KeyPosition;
import io.latchkey.key.OrganizationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The condition that picks an organization's live keys by a filter, as query text and the values that go into it. */
record KeyQuery(String text, Map<String, Object> parameters) {

    static KeyQuery of(OrganizationId organization, KeyFilter filter) {
        return new KeyQuery(
                        "organizationId = :organization and deletedAt is null",
                        Map.of("organization", organization.value()))
                .and("providerKey.provider = :provider", "provider", filter.provider())
                .and("state = :state", "state", filter.state())
                .and("validation.phase = :phase", "phase", filter.phase())
                .and("validation.region = :region", "region", filter.region())
                .and("locate(lower(:name), lower(displayName)) > 0", "name", filter.displayName())
                .and(
                        "locate(lower(:identifier), lower(providerKey.identifier)) > 0",
                        "identifier",
                        filter.identifier());
    }

    /** Only the keys that come after {@code position} in the list. */
    KeyQuery after(KeyPosition position) {
        return and("(createdAt, id) < (:at, :id)", "at", Optional.of(position.createdAt()))
                .with("id", position.id().value());
    }

    private KeyQuery and(String condition, String parameter, Optional<?> value) {
        return value.map(present -> new KeyQuery(text + " and " + condition, parameters).with(parameter, present))
                .orElse(this);
    }

    private KeyQuery with(String parameter, Object value) {
        var all = new HashMap<>(parameters);
        all.put(parameter, value);
        return new KeyQuery(text, Map.copyOf(all));
    }
}
