package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is encrypted under a key, and would be lost with it.
 *
 * @param createdAt since when the key is known to protect it
 */
public record ProtectedResource(
        ResourceId id, ResourceKind kind, Optional<DisplayName> displayName, Instant createdAt) {

    /** The same resource as it is described now. */
    public ProtectedResource describedAs(ProtectedResource other) {
        return new ProtectedResource(id, other.kind, other.displayName, createdAt);
    }
}
