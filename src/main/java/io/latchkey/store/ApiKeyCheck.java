package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import java.util.Optional;
import java.util.Set;

/**
 * An API key as its caller is checked against: the hashes of its secrets, never the secrets.
 *
 * @param known whether there is such an API key; if not, the rest is made up
 * @param previousSecret the one before the last rotation, while it is still good
 * @param expired by the database's clock
 * @param suspended whether its organization is
 */
public record ApiKeyCheck(
        String id,
        boolean known,
        OrganizationId organization,
        SecretHash secret,
        Optional<SecretHash> previousSecret,
        Set<String> roles,
        boolean expired,
        boolean suspended) {}
