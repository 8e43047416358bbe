package io.latchkey.api;

import io.latchkey.key.Observed.SeenVersion;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The version that a key encrypts with. An addition to the contract.
 *
 * @param ageDays whole days since it was made; where the cloud does not say when that was, since it was first seen
 */
@RegisterForReflection
public record VersionView(String name, Optional<Instant> createdAt, Instant seenAt, long ageDays) {

    static VersionView of(SeenVersion seen, Instant now) {
        var createdAt = seen.version().createdAt();
        var age = Duration.between(createdAt.orElse(seen.since()), now);
        return new VersionView(seen.version().name(), createdAt, seen.since(), Math.max(0, age.toDays()));
    }
}
