package io.latchkey.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A registered key.
 *
 * @param grantees the principals of the platform that the customer must let use the key: AWS role ARNs, one Azure
 *     application id, or one Google group; set at registration and never changed
 * @param version counts the changes that a customer can see
 */
public record Key(
        KeyId id,
        OrganizationId organization,
        ProviderKey providerKey,
        List<String> grantees,
        Optional<DisplayName> displayName,
        KeyState state,
        Validation validation,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public Key {
        grantees = List.copyOf(grantees);
    }
}
