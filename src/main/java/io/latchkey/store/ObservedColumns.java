package io.latchkey.store;

import io.latchkey.key.Finding;
import io.latchkey.key.KeyVersion;
import io.latchkey.key.Observed;
import io.latchkey.key.Observed.SeenVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What is known of a key beside its validation, as it lies in its row. Only {@link Leases} writes it. */
@Embeddable
class ObservedColumns {

    @Column(insertable = false, updatable = false)
    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] findings;

    @Column(name = "current_version", insertable = false, updatable = false)
    String currentVersion;

    @Column(name = "current_version_at", insertable = false, updatable = false)
    Instant currentVersionAt;

    @Column(name = "current_version_seen_at", insertable = false, updatable = false)
    Instant currentVersionSeenAt;

    @Column(name = "inspected_at", insertable = false, updatable = false)
    Instant inspectedAt;

    static ObservedColumns of(Observed observed) {
        var columns = new ObservedColumns();
        columns.findings = observed.findings().stream().map(Finding::name).toArray(String[]::new);
        var version = observed.version();
        columns.currentVersion = version.map(seen -> seen.version().name()).orElse(null);
        columns.currentVersionAt =
                version.flatMap(seen -> seen.version().createdAt()).orElse(null);
        columns.currentVersionSeenAt = version.map(SeenVersion::since).orElse(null);
        columns.inspectedAt = observed.inspectedAt().orElse(null);
        return columns;
    }

    /** Without the findings that only another version of Latchkey knows. */
    Observed toObserved() {
        var known = Arrays.stream(findings).map(Finding::named).flatMap(Optional::stream);
        var version = Optional.ofNullable(currentVersion)
                .map(name -> new SeenVersion(
                        new KeyVersion(name, Optional.ofNullable(currentVersionAt)), currentVersionSeenAt));
        return new Observed(known.collect(Collectors.toSet()), version, Optional.ofNullable(inspectedAt));
    }

    /** All findings as one text: arrays of arrays are flattened on their way into a statement. */
    String joinedFindings() {
        return Stream.of(findings).collect(Collectors.joining(","));
    }
}
