package io.latchkey.api;

import io.latchkey.organization.AuditEntry.Outcome;
import io.latchkey.organization.AuditRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A record of the audit on the wire. */
@RegisterForReflection
public record AuditView(
        Instant at,
        UUID organizationId,
        String actor,
        UUID actorOrganizationId,
        String action,
        Optional<String> subject,
        Outcome outcome,
        String requestId,
        String address) {

    static AuditView of(AuditRecord kept) {
        var entry = kept.entry();
        return new AuditView(
                kept.at(),
                entry.organization().value(),
                entry.origin().actor(),
                entry.origin().organization().value(),
                entry.action(),
                entry.subject(),
                entry.outcome(),
                entry.origin().requestId(),
                entry.origin().address());
    }
}
