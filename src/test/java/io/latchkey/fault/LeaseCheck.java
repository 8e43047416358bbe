package io.latchkey.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What became of one organization's leases, its quota and its keys' phases: what the database noted, beside the replicas' logs. */
final class LeaseCheck {

    private static final String OF_TENANT = " IN (SELECT id FROM key WHERE organization_id = ?)";

    /**
     * Between two moments at which a key was probed, or could not be any more; the last is the row's end. All of them are by
     * the database's clock: a replica's may be wrong on purpose.
     */
    private static final String UNPROBED = """
            WITH live AS (
                SELECT k.id, greatest(e.at, ?) AS since
                FROM key k JOIN key_event e ON e.key_id = k.id AND e.type = 'REGISTERED'
                WHERE k.organization_id = ? AND k.deleted_at IS NULL
            ), moments AS (
                SELECT id, since AS at FROM live
                UNION ALL SELECT id, least(at, ?) FROM live JOIN fault.lease ON key_id = id
                    WHERE what = 'SETTLE' AND at > since
                UNION ALL SELECT id, ? FROM live WHERE since < ?
            ), gaps AS (
                SELECT id, at - lag(at) OVER (PARTITION BY id ORDER BY at) AS gap FROM moments)
            SELECT id || ' for ' || max(gap) FROM gaps GROUP BY id HAVING max(gap) > ? * interval '1 millisecond'
            """;

    private static final String CROWD = """
            SELECT coalesce(max(crowd), 0) FROM (
                SELECT sum(CASE type WHEN 'REMOVED' THEN -1 ELSE 1 END) OVER (ORDER BY number) AS crowd FROM key_event
                WHERE organization_id = ? AND type IN ('REGISTERED', 'RESTORED', 'REMOVED')) c
            """;

    private final Books books;
    private final Findings findings;

    LeaseCheck(Books books, Findings findings) {
        this.books = books;
        this.findings = findings;
    }

    void overlaps(UUID tenant) {
        findings.addAll(
                Figure.OVERLAPS,
                books.texts(
                        "SELECT key_id || ' claimed before the lease was over' FROM fault.lease WHERE early AND key_id"
                                + OF_TENANT,
                        tenant));
    }

    /** A replica tells of each probe in its log before it settles it: what was settled without was another's. */
    void staleSettles(UUID tenant, List<Seat> seats) {
        // First the database: what it settles while the logs are read stands in them.
        var settles = books.rows(
                row -> List.of(row.getString(1), row.getString(2)),
                "SELECT replica, key_id || ' ' || token FROM fault.lease WHERE what = 'SETTLE' AND key_id" + OF_TENANT,
                tenant);
        var probed = new HashMap<String, Set<String>>();
        seats.forEach(seat -> probed.put(seat.name, seat.probed()));
        settles.stream()
                .filter(settle ->
                        !probed.getOrDefault(settle.getFirst(), Set.of()).contains(settle.getLast()))
                .forEach(settle -> findings.add(Figure.STALE_SETTLES, settle.toString()));
    }

    void unprobed(UUID tenant, Instant from, Instant to, Duration longest) {
        findings.addAll(
                Figure.UNPROBED,
                books.texts(UNPROBED, time(from), tenant, time(to), time(to), time(to), longest.toMillis()));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    void notValid(UUID tenant, Instant registeredBefore) {
        findings.addAll(
                Figure.NOT_VALID,
                books.texts(
                        "SELECT id || ' ' || phase FROM key k WHERE organization_id = ? AND deleted_at IS NULL"
                                + " AND phase <> 'VALID' AND EXISTS (SELECT 1 FROM key_event e WHERE e.key_id = k.id"
                                + " AND type = 'REGISTERED' AND e.at < ?)",
                        tenant,
                        time(registeredBefore)));
    }

    /** The lock of the organization's row puts the history of its keys in order. */
    void quota(Tenant tenant) {
        var crowd = books.number(CROWD, tenant.id());
        for (var beyond = tenant.limit() + 1; beyond <= crowd; beyond++) {
            findings.add(Figure.OVER_QUOTA, "a key beyond " + tenant.limit());
        }
        findings.addAll(
                Figure.OVER_QUOTA,
                books.texts(
                        "SELECT live_keys || ' counted, there are ' || count FROM organization o, LATERAL (SELECT count(*)"
                                + " FROM key k WHERE k.organization_id = o.id AND deleted_at IS NULL) c"
                                + " WHERE o.id = ? AND live_keys <> count",
                        tenant.id()));
    }
}
