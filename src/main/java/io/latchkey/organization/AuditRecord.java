package io.latchkey.organization;

import java.time.Instant;

/**
 * An entry of the audit as it was kept.
 *
 * @param number grows with time
 */
public record AuditRecord(long number, Instant at, AuditEntry entry) {}
