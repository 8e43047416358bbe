package io.latchkey.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Replica;
import io.latchkey.support.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two processes of the packaged service share one database and nothing else. Beside the keys that are usable stand some that
 * were VALID and whose cloud does not answer now: nothing that happens here may speak against them.
 */
class ReplicasIT {

    private static final int KEYS = 2_000;
    private static final int SILENT_KEYS = 50;
    private static final int CONCURRENCY = 20;
    private static final String NAME =
            "replicas_" + UUID.randomUUID().toString().replace("-", "");
    private static final Map<String, String> SETTINGS = Map.of(
            "latchkey.validator.interval", "1H",
            "latchkey.validator.lease", "10S",
            "latchkey.validator.probe-timeout", "2S",
            "latchkey.validator.batch", "10",
            "latchkey.validator.concurrency", String.valueOf(CONCURRENCY),
            "latchkey.simulated.latency", "100MS",
            "quarkus.log.category.\"io.latchkey.validator\".level", "DEBUG");

    private TestDatabase database;

    @BeforeEach
    void createKeysThatAreNotDueYet() {
        try (var server = TestDatabase.connect()) {
            server.update("DROP DATABASE IF EXISTS " + NAME);
            server.update("CREATE DATABASE " + NAME);
        }
        Flyway.configure()
                .dataSource(TestDatabase.jdbcUrl(NAME), "postgres", "postgres")
                .load()
                .migrate();
        database = TestDatabase.connect(NAME);
        database.update("INSERT INTO organization (id) VALUES (?)", UUID.randomUUID());
        database.update("""
                INSERT INTO key (id, organization_id, provider, identifier, canonical, grantees, state, phase, since,
                    created_at, updated_at, version)
                SELECT 'cck-' || lpad(n::text, 12, '0'), o.id, 'AWS', arn, arn, '{}', 'AVAILABLE', 'INITIALIZING', now(),
                    now(), now(), 0
                FROM organization o, generate_series(1, %d) n, LATERAL (SELECT
                    'arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-' || lpad(n::text, 12, '0') AS arn) a
                """.formatted(KEYS));
        database.update("""
                INSERT INTO key (id, organization_id, provider, identifier, canonical, grantees, state, phase, region, since,
                    created_at, updated_at, version)
                SELECT 'cck-9' || lpad(n::text, 11, '0'), o.id, 'GCP', path, path, '{}', 'AVAILABLE', 'VALID', 'global',
                    now(), now(), now(), 0
                FROM organization o, generate_series(1, %d) n, LATERAL (SELECT
                    'projects/acme-prod/locations/global/keyRings/r/cryptoKeys/sim-throttled-' || n AS path) a
                """.formatted(SILENT_KEYS));
        database.update("INSERT INTO validation_schedule (key_id, provider, due_at)"
                + " SELECT id, provider, now() + interval '1 day' FROM key");
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void shareTheWorkAndProbeNoKeyTwice() {
        try (var one = Replica.start("one", NAME, SETTINGS);
                var other = Replica.start("other", NAME, SETTINGS)) {
            one.awaitListening();
            other.awaitListening();
            makeAllDue();
            awaitAllSettled();
            assertThat(database.texts("SELECT DISTINCT phase FROM key")).containsExactly("VALID");
            assertThat(usable("lease_token = 1")).isEqualTo(KEYS);
            assertThat(one.probed()).isNotEmpty();
            assertThat(other.probed()).isNotEmpty();
            assertThat(together(one, other)).hasSize(KEYS).doesNotHaveDuplicates();
        }
    }

    @Test
    void settleEveryKeyThoughOneOfThemIsKilledHalfway() {
        try (var victim = Replica.start("victim", NAME, SETTINGS);
                var survivor = Replica.start("survivor", NAME, SETTINGS)) {
            victim.awaitListening();
            survivor.awaitListening();
            makeAllDue();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> settled() >= KEYS / 2 && leasesOf(victim) > 0);
            victim.kill();
            awaitAllSettled();
            assertThat(database.texts("SELECT DISTINCT phase FROM key")).containsExactly("VALID");
            assertThat(usable("lease_token = 2"))
                    .as("keys whose lease died with the victim")
                    .isBetween(1L, (long) CONCURRENCY);
            assertThat(usable("lease_token > 2")).isZero();
            var probesPerKey = new HashMap<String, Integer>();
            together(victim, survivor).forEach(key -> probesPerKey.merge(key, 1, Integer::sum));
            assertThat(probesPerKey).hasSize(KEYS);
            assertThat(probesPerKey.values().stream()
                            .filter(probes -> probes > 1)
                            .count())
                    .as("keys probed again because their settlement was lost")
                    .isLessThanOrEqualTo(CONCURRENCY);
        }
    }

    @Test
    void settleWhatTheyAreProbingBeforeTheyStop() {
        var slow = new HashMap<>(SETTINGS);
        slow.put("latchkey.simulated.latency", "1S");
        try (var stopping = Replica.start("stopping", NAME, slow)) {
            stopping.awaitListening();
            makeAllDue();
            await().atMost(Duration.ofSeconds(30)).until(() -> leasesOf(stopping) >= CONCURRENCY);
            stopping.terminate();
            assertThat(stopping.awaitExit()).isEqualTo(143);
            assertThat(database.number("SELECT count(*) FROM validation_schedule WHERE leased_by IS NOT NULL"))
                    .as("leases left behind")
                    .isZero();
            assertThat(usable("lease_token = 1"))
                    .isEqualTo(database.number("SELECT count(*) FROM key WHERE provider = 'AWS' AND phase = 'VALID'"));
        }
    }

    private void makeAllDue() {
        database.update("UPDATE validation_schedule SET due_at = now()");
    }

    private void awaitAllSettled() {
        await().atMost(Duration.ofSeconds(60)).until(() -> settled() == KEYS && silencesHeard() == SILENT_KEYS);
    }

    private long settled() {
        return usable("lease_token > 0 AND leased_by IS NULL AND due_at > now()");
    }

    private long usable(String condition) {
        return database.number("SELECT count(*) FROM validation_schedule WHERE provider = 'AWS' AND " + condition);
    }

    private long silencesHeard() {
        return database.number("SELECT count(*) FROM validation_schedule WHERE provider = 'GCP' AND silences > 0");
    }

    private long leasesOf(Replica replica) {
        return database.number("SELECT count(*) FROM validation_schedule WHERE leased_by = '" + replica.owner() + "'");
    }

    private static List<String> together(Replica one, Replica other) {
        var all = new ArrayList<>(one.probed());
        all.addAll(other.probed());
        all.removeIf(id -> id.startsWith("cck-9"));
        return all;
    }
}
