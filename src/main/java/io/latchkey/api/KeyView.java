package io.latchkey.api;

import io.latchkey.key.DisplayName;
import io.latchkey.key.Key;
import io.latchkey.key.KeyState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/** A key on the wire, {@code byok.v1.Key}. */
@RegisterForReflection
public record KeyView(
        String apiVersion,
        String kind,
        String id,
        Metadata metadata,
        ProviderKeyView key,
        Optional<String> displayName,
        String provider,
        KeyState state,
        ValidationView validation) {

    static final String API_VERSION = "byok/v1";

    /** What is known of the record itself. */
    @RegisterForReflection
    public record Metadata(String self, String resourceName, Instant createdAt, Instant updatedAt) {}

    static KeyView of(Key key, Links links) {
        return new KeyView(
                API_VERSION,
                "Key",
                key.id().value(),
                new Metadata(
                        links.self(key.id()),
                        links.resourceName(key.organization(), key.id()),
                        key.createdAt(),
                        key.updatedAt()),
                ProviderKeyView.of(key),
                key.displayName().map(DisplayName::value),
                key.providerKey().provider().label(),
                key.state(),
                ValidationView.of(key));
    }
}
