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

    /** A key that nobody has asked for yet. */
    public static Key registered(
            KeyId id,
            OrganizationId organization,
            ProviderKey providerKey,
            List<String> grantees,
            Optional<DisplayName> displayName,
            Instant at) {
        return new Key(
                id,
                organization,
                providerKey,
                grantees,
                displayName,
                KeyState.AVAILABLE,
                Standing.registered(at).validation(),
                at,
                at,
                0);
    }

    /**
     * This key as it was at first, whatever has become of it.
     *
     * @param firstName the name it had then
     */
    public Key asRegistered(Optional<DisplayName> firstName) {
        return registered(id, organization, providerKey, grantees, firstName, createdAt);
    }
}
