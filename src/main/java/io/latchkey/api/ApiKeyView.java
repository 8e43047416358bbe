package io.latchkey.api;

import io.latchkey.access.ApiKeys.WithSecret;
import io.latchkey.organization.ApiKey;
import io.latchkey.organization.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API key on the wire.
 *
 * @param secret only in the answer that made it
 */
@RegisterForReflection
public record ApiKeyView(
        String id,
        Optional<String> secret,
        Optional<String> displayName,
        List<String> roles,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> previousSecretUntil) {

    static ApiKeyView of(ApiKey apiKey) {
        return of(apiKey, Optional.empty());
    }

    static ApiKeyView of(WithSecret made) {
        return of(made.apiKey(), Optional.of(made.secret().value()));
    }

    private static ApiKeyView of(ApiKey apiKey, Optional<String> secret) {
        return new ApiKeyView(
                apiKey.id(),
                secret,
                apiKey.displayName(),
                apiKey.roles().stream().map(Role::label).sorted().toList(),
                apiKey.createdAt(),
                apiKey.expiresAt(),
                apiKey.lastUsedAt(),
                apiKey.previousUntil());
    }

    @Override
    public String toString() {
        return "API key " + id;
    }
}
