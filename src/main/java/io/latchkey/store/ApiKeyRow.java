package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.ApiKey;
import io.latchkey.organization.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An API key's row. After its birth it is changed by statements only. */
@Entity
@Table(name = "api_key")
class ApiKeyRow {

    @Id
    String id;

    @Column(name = "organization_id")
    UUID organizationId;

    @Column(name = "secret_sha256")
    byte[] secret;

    @Column(name = "display_name")
    String displayName;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] roles;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "revoked_at")
    Instant revokedAt;

    @Column(name = "last_used_at")
    Instant lastUsedAt;

    @Column(name = "previous_until")
    Instant previousUntil;

    static ApiKeyRow of(ApiKey key, SecretHash secret) {
        var row = new ApiKeyRow();
        row.id = key.id();
        row.organizationId = key.organization().value();
        row.secret = secret.bytes();
        row.displayName = key.displayName().orElse(null);
        row.roles = key.roles().stream().map(Role::label).toArray(String[]::new);
        row.createdAt = key.createdAt();
        row.expiresAt = key.expiresAt().orElse(null);
        return row;
    }

    ApiKey toApiKey() {
        return new ApiKey(
                id,
                new OrganizationId(organizationId),
                Optional.ofNullable(displayName),
                Arrays.stream(roles).map(Role::of).flatMap(Optional::stream).collect(Collectors.toSet()),
                createdAt,
                Optional.ofNullable(expiresAt),
                Optional.ofNullable(lastUsedAt),
                Optional.ofNullable(previousUntil));
    }
}
