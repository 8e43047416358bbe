package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Organization;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** An organization's row. The count of its keys is changed by statements only, beside whoever changes the rest. */
@Entity
@DynamicUpdate
@Table(name = "organization")
class OrganizationRow {

    @Id
    UUID id;

    String name;

    @Column(name = "key_limit")
    Integer keyLimit;

    @Column(name = "live_keys", insertable = false, updatable = false)
    int liveKeys;

    @Column(name = "suspended_at")
    Instant suspendedAt;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    static OrganizationRow of(Organization organization) {
        var row = new OrganizationRow();
        row.id = organization.id().value();
        row.createdAt = organization.createdAt();
        row.take(organization);
        return row;
    }

    /** What can be changed of an organization. */
    void take(Organization organization) {
        name = organization.name().orElse(null);
        keyLimit = organization.keyLimit().orElse(null);
        suspendedAt = organization.suspendedAt().orElse(null);
    }

    Organization toOrganization() {
        return new Organization(
                new OrganizationId(id),
                Optional.ofNullable(name),
                Optional.ofNullable(keyLimit),
                liveKeys,
                Optional.ofNullable(suspendedAt),
                createdAt);
    }
}
