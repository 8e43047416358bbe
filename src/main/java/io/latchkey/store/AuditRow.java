package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.AuditEntry.Outcome;
import io.latchkey.organization.AuditRecord;
import io.latchkey.organization.Origin;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A record of the audit. Nothing changes it once it is written. */
@Entity
@Table(name = "audit")
class AuditRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(insertable = false, updatable = false)
    Instant at;

    @Column(name = "organization_id")
    UUID organizationId;

    String actor;

    @Column(name = "actor_organization")
    UUID actorOrganization;

    String action;
    String subject;

    @Column(name = "request_id")
    String requestId;

    @Enumerated(EnumType.STRING)
    Outcome outcome;

    String address;

    static AuditRow of(AuditEntry entry) {
        var row = new AuditRow();
        row.organizationId = entry.organization().value();
        row.actor = entry.origin().actor();
        row.actorOrganization = entry.origin().organization().value();
        row.action = entry.action();
        row.subject = entry.subject().orElse(null);
        row.requestId = entry.origin().requestId();
        row.outcome = entry.outcome();
        row.address = entry.origin().address();
        return row;
    }

    AuditRecord toRecord() {
        var origin = new Origin(new OrganizationId(actorOrganization), actor, requestId, address);
        return new AuditRecord(
                id,
                at,
                new AuditEntry(
                        origin, new OrganizationId(organizationId), action, Optional.ofNullable(subject), outcome));
    }
}
