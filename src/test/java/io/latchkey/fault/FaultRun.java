package io.latchkey.fault;

import static org.awaitility.Awaitility.await;

import io.latchkey.fault.Ledger.Entry;
import io.latchkey.fault.Ledger.Kind;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** One fault after another, each under load and with organizations of its own, and what came of it. */
final class FaultRun {

    private static final Logger LOG = Logger.getLogger(FaultRun.class);
    private static final int LARGE = 1_000_000;
    private static final int SMALL = 6;
    private static final int EVIDENCE = 5;
    private static final int WARM = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A key that has just been registered need not be VALID yet. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Cluster cluster;

    private FaultRun(Cluster cluster) {
        this.cluster = cluster;
    }

    static List<Row> of(Pace pace, List<Fault> faults) {
        var rows = new ArrayList<Row>();
        try (var cluster = Cluster.start(pace)) {
            var run = new FaultRun(cluster);
            run.warmUp();
            faults.forEach(fault -> rows.add(run.tried(fault)));
        }
        return rows;
    }

    /** What is slow since it has never been done is not what a fault does. */
    private void warmUp() {
        var tenant = Tenant.fresh(LARGE);
        cluster.books.enter(tenant);
        var ledger = new Ledger();
        try (var http = new Http(cluster::anyUrl);
                var _ = Caller.start(http, ledger, List.of(tenant), cluster.pace.requestsPerSecond())) {
            await().atMost(PATIENCE.multipliedBy(2)).until(() -> isWarm(ledger));
        }
        cluster.books.dismiss(tenant);
        cluster.clouds.sightings.takeOverlaps();
    }

    /** Nothing has failed for a while. */
    private static boolean isWarm(Ledger ledger) {
        var answers =
                ledger.all().stream().flatMap(entry -> entry.answer().stream()).toList();
        return answers.size() > WARM * 2
                && answers.subList(answers.size() - WARM, answers.size()).stream()
                        .noneMatch(answer -> answer.failed(Refusals.ANY));
    }

    private Row tried(Fault fault) {
        try {
            return row(fault);
        } catch (RuntimeException e) {
            LOG.error(fault.title(), e);
            return Row.brokenOff(fault.title(), e.toString());
        }
    }

    private Row row(Fault fault) {
        var hindrance = fault.hindrance(cluster);
        if (hindrance.isPresent()) {
            return Row.notRun(fault.title(), hindrance.get());
        }
        var tenants = List.of(Tenant.fresh(LARGE), Tenant.fresh(LARGE), Tenant.fresh(SMALL));
        tenants.forEach(cluster.books::enter);
        var ledger = new Ledger();
        var begun = Instant.now();
        Instant healed;
        Duration firstSuccess;
        try (var http = new Http(cluster::anyUrl);
                var caller = Caller.start(http, ledger, tenants, cluster.pace.requestsPerSecond())) {
            cluster.clouds.others().forEach((key, body) -> caller.register(tenants.getFirst(), key, body));
            await().atMost(PATIENCE)
                    .until(() -> !ledger.all(Kind.PUT_RESOURCE, Entry::isDone).isEmpty());
            fault.strike(cluster);
            pass(fault.lasts(cluster.pace));
            fault.heal(cluster);
            healed = Instant.now();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> firstSuccess(fault, ledger, healed).isPresent());
            firstSuccess =
                    Duration.between(healed, firstSuccess(fault, ledger, healed).orElseThrow());
            pass(cluster.pace.twoIntervals().plusSeconds(2));
        }
        var row = row(fault, ledger, tenants, fault.stopsProbes() ? healed : begun, firstSuccess);
        tenants.forEach(cluster.books::dismiss);
        cluster.clouds.forgetCalls();
        tell(row);
        return row;
    }

    /** Of a write; where it is the clouds that were away, of a probe. */
    private Optional<Instant> firstSuccess(Fault fault, Ledger ledger, Instant healed) {
        return fault instanceof CloudFault
                ? cluster.books
                        .rows(
                                row -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant),
                                "SELECT min(at) FROM fault.lease WHERE what = 'SETTLE' AND silences = 0 AND at > ?",
                                Timestamp.from(healed))
                        .getFirst()
                : ledger.all(Kind.REGISTER, Entry::isDone).stream()
                        .map(entry -> entry.answer().orElseThrow().at())
                        .filter(healed::isBefore)
                        .min(Instant::compareTo);
    }

    private Row row(Fault fault, Ledger ledger, List<Tenant> tenants, Instant probedSince, Duration firstSuccess) {
        var now = Instant.now();
        var findings = new Findings();
        var failed = new TreeMap<String, Long>();
        var refusals = new Refusals(tenants);
        ledger.all()
                .forEach(entry -> entry.answer().ifPresent(answer -> {
                    if (answer.failed(refusals.of(entry))) {
                        failed.merge(answer.how(), 1L, Long::sum);
                    }
                    if (answer.isWrong(refusals.of(entry))) {
                        findings.add(Figure.WRONG_ANSWERS, entry.kind() + " " + answer);
                    }
                }));
        var leases = new LeaseCheck(cluster.books, findings);
        findings.addAll(Figure.OVERLAPS, cluster.clouds.sightings.takeOverlaps());
        tenants.forEach(tenant -> {
            Comparison.make(cluster.books, ledger, tenant, findings);
            leases.overlaps(tenant.id());
            leases.staleSettles(tenant.id(), cluster.seats);
            leases.unprobed(tenant.id(), probedSince, now, cluster.pace.twoIntervals());
            leases.notValid(tenant.id(), now.minus(FRESH));
            leases.quota(tenant);
        });
        return new Row(fault.title(), "", firstSuccess, ledger.all().size(), failed, findings.all());
    }

    private static void pass(Duration time) {
        if (time.isPositive()) {
            await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
        }
    }

    private static void tell(Row row) {
        LOG.info(Table.line(row));
        row.found()
                .forEach((figure, lines) -> lines.stream()
                        .limit(EVIDENCE)
                        .forEach(line -> LOG.infof("%s, %s: %s", row.fault(), figure.title(), line)));
    }
}
