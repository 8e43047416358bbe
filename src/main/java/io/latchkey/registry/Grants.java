package io.latchkey.registry;

import io.latchkey.grant.Grant;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** What an organization has to do in its clouds, for a key that it has registered and before it registers one. */
@Singleton
public class Grants {

    private final KeyRegistry keys;
    private final Grantees grantees;
    private final GrantSettings settings;

    Grants(KeyRegistry keys, Grantees grantees, GrantSettings settings) {
        this.keys = keys;
        this.grantees = grantees;
        this.settings = settings;
    }

    public Uni<Grant> of(OrganizationId organization, KeyId id) {
        return keys.find(organization, id).map(key -> Grant.of(key, settings.bindEncryptionContext()));
    }

    public ExpectedGrantees expected(OrganizationId organization) {
        return grantees.expected(organization);
    }
}
