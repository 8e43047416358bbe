package io.latchkey.store;

import io.latchkey.key.KeyId;
import io.latchkey.key.Phase;
import io.latchkey.key.Provider;
import io.latchkey.key.Reason;
import io.latchkey.key.Standing;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** A lease as a claim returns it. */
final class LeaseColumns {

    private LeaseColumns() {}

    /** @throws RuntimeException if only a newer version can read the row, after a rollback say */
    static Lease toLease(Row row) {
        var providerKey = new ProviderKeyColumns(
                Provider.valueOf(row.getString("provider")),
                row.getString("identifier"),
                row.getString("canonical"),
                row.getString("azure_key_vault_id"),
                row.getString("azure_tenant_id"));
        var validation = new ValidationColumns(
                Phase.valueOf(row.getString("phase")),
                Optional.ofNullable(row.getString("reason"))
                        .map(Reason::valueOf)
                        .orElse(null),
                row.getString("region"),
                instant(row, "since"));
        return new Lease(
                new KeyId(row.getString("id")),
                providerKey.toProviderKey(),
                row.getLong("lease_token"),
                new Standing(
                        instant(row, "registered_at"),
                        validation.toValidation(),
                        row.getInteger("refusals"),
                        row.getInteger("silences")),
                observed(row).toObserved(),
                instant(row, "claimed_at"),
                instant(row, "was_due_at"),
                row.getBoolean("taken_over"));
    }

    private static ObservedColumns observed(Row row) {
        var columns = new ObservedColumns();
        columns.findings = row.getArrayOfStrings("findings");
        columns.currentVersion = row.getString("current_version");
        columns.currentVersionAt = instant(row, "current_version_at");
        columns.currentVersionSeenAt = instant(row, "current_version_seen_at");
        columns.inspectedAt = instant(row, "inspected_at");
        return columns;
    }

    private static Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
