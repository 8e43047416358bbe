package io.latchkey.organization;

import io.latchkey.key.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A credential of an organization, without its secret, which nobody can read again.
 *
 * @param expiresAt from when it is no longer good, if ever
 * @param lastUsedAt when it was last shown, give or take a minute
 * @param previousUntil until when the secret before the last rotation is good as well
 */
public record ApiKey(
        String id,
        OrganizationId organization,
        Optional<String> displayName,
        Set<Role> roles,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> previousUntil) {

    public ApiKey {
        roles = Set.copyOf(roles);
    }
}
