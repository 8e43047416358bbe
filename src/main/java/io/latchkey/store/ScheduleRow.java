package io.latchkey.store;

import io.latchkey.key.Key;
import io.latchkey.key.Provider;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The row that makes a key due. Only its birth and its end go through the entity; every other column starts with the
 * database's default, which is the database's clock, and belongs to {@link Leases}.
 */
@Entity
@Table(name = "validation_schedule")
class ScheduleRow {

    @Id
    @Column(name = "key_id")
    String keyId;

    @Enumerated(EnumType.STRING)
    Provider provider;

    static ScheduleRow of(Key key) {
        var row = new ScheduleRow();
        row.keyId = key.id().value();
        row.provider = key.providerKey().provider();
        return row;
    }
}
