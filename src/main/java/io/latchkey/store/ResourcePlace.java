package io.latchkey.store;

import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.ResourceId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Which protected resource it is: the same one may be under several keys. */
@Embeddable
record ResourcePlace(
        @Column(name = "organization_id") UUID organizationId,
        @Column(name = "key_id") String keyId,
        String id) {

    static ResourcePlace of(OrganizationId organization, KeyId key, ResourceId id) {
        return new ResourcePlace(organization.value(), key.value(), id.value());
    }
}
