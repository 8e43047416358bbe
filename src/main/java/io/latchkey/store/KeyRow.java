package io.latchkey.store;

import io.latchkey.key.DisplayName;
import io.latchkey.key.Key;
import io.latchkey.key.KeyState;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A key's row. It is changed by statements, never through the entity: two writers then need no lock between them. */
@Entity
@Table(name = "key")
class KeyRow {

    @Id
    String id;

    @Column(name = "organization_id", nullable = false, updatable = false)
    UUID organizationId;

    @Embedded
    ProviderKeyColumns providerKey;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> grantees;

    @Column(name = "display_name")
    String displayName;

    @Enumerated(EnumType.STRING)
    KeyState state;

    @Embedded
    ValidationColumns validation;

    /** Left out when the row is made: it starts with the database's defaults. */
    @Embedded
    ObservedColumns observed;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "deleted_at")
    Instant deletedAt;

    long version;

    static KeyRow of(Key key) {
        var row = new KeyRow();
        row.id = key.id().value();
        row.organizationId = key.organization().value();
        row.providerKey = ProviderKeyColumns.of(key.providerKey());
        row.grantees = key.grantees();
        row.displayName = key.displayName().map(DisplayName::value).orElse(null);
        row.state = key.state();
        row.validation = ValidationColumns.of(key.validation());
        row.createdAt = key.createdAt();
        row.updatedAt = key.updatedAt();
        row.version = key.version();
        return row;
    }

    Key toKey() {
        return new KeyLine(
                        id,
                        organizationId,
                        providerKey,
                        grantees,
                        displayName,
                        state,
                        validation,
                        createdAt,
                        updatedAt,
                        version)
                .toKey();
    }
}
