package io.latchkey.api;

import io.latchkey.organization.Organization;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An organization on the wire. */
@RegisterForReflection
public record OrganizationView(
        UUID id,
        Optional<String> name,
        Optional<Integer> keyLimit,
        int keyCount,
        boolean suspended,
        Optional<Instant> suspendedAt,
        Instant createdAt) {

    static OrganizationView of(Organization organization) {
        return new OrganizationView(
                organization.id().value(),
                organization.name(),
                organization.keyLimit(),
                organization.keyCount(),
                organization.suspendedAt().isPresent(),
                organization.suspendedAt(),
                organization.createdAt());
    }
}
