package io.latchkey.api;

import io.latchkey.key.DisplayName;
import io.latchkey.key.ProtectedResource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/** A protected resource on the wire. An addition to the contract. */
@RegisterForReflection
public record ProtectedResourceView(String id, String kind, Optional<String> displayName, Instant createdAt) {

    static ProtectedResourceView of(ProtectedResource resource) {
        return new ProtectedResourceView(
                resource.id().value(),
                resource.kind().value(),
                resource.displayName().map(DisplayName::value),
                resource.createdAt());
    }
}
