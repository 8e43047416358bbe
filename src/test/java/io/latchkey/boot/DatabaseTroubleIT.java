package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Load;
import io.latchkey.support.Load.Outcome;
import io.latchkey.support.Replica;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL in trouble: every request is answered in time, never with a 500, and all is well again by itself. */
class DatabaseTroubleIT {

    private static final Logger LOG = Logger.getLogger(DatabaseTroubleIT.class);
    private static final Duration FREEZE = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(2);

    /** latchkey.database.acquire-timeout and .deadline, and what two cores shared with 16 callers take. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Map<String, String> SETTINGS = Map.of("latchkey.quota.max-keys-per-organization", "1000000");

    private OwnPostgres postgres = OwnPostgres.start(100);

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void answersEveryRequestWhilePostgresIsFrozenForAMinute() {
        try (var replica = replica();
                var load = load(replica)) {
            assertThat(health(replica, "ready")).isEqualTo(200);
            postgres.freeze();
            var frozen = Instant.now();
            await().atMost(Duration.ofSeconds(5)).until(() -> health(replica, "ready") == 503);
            assertThat(health(replica, "live")).as("no reason to restart it").isEqualTo(200);
            await().atMost(FREEZE.plusSeconds(10))
                    .until(() -> Duration.between(frozen, Instant.now()).compareTo(FREEZE) > 0);
            postgres.thaw();
            report("frozen", load, recovery(load, Instant.now()));
        }
    }

    @Test
    void comesBackAfterPostgresHasCrashed() {
        try (var replica = replica();
                var load = load(replica)) {
            postgres.crash();
            var crashed = Instant.now();
            await().until(() -> load.calls.stream()
                    .anyMatch(call -> call.status() == 503 && call.at().isAfter(crashed)));
            postgres.restart();
            report("crashed", load, recovery(load, Instant.now()));
        }
    }

    @Test
    void goesOnWhenItsConnectionsAreEnded() {
        try (var replica = replica();
                var load = load(replica)) {
            postgres.endConnections();
            report("connections ended", load, recovery(load, Instant.now()));
        }
    }

    @Test
    void answersWhenPostgresHasNoConnectionsToSpare() {
        postgres.close();
        postgres = OwnPostgres.start(8);
        try (var replica = replica();
                var load = load(replica)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> load.calls.size() > 500);
            report("8 connections", load, recovery(load, Instant.now()));
        }
    }

    @Test
    void followsTheDatabaseWhenAnotherServerTakesOver() {
        try (var standby = postgres.standby();
                var address = Address.of(postgres.port());
                var replica = replica(OwnPostgres.url(address.port()));
                var load = load(replica)) {
            // The old primary is still there for a while, and refuses to write.
            postgres.refuseWrites();
            await().until(() -> load.calls.stream().anyMatch(call -> call.status() == 503));
            postgres.crash();
            standby.promote();
            address.pointTo(standby.port());
            report("failed over", load, recovery(load, Instant.now()));
        }
    }

    private static int health(Replica replica, String kind) {
        return RestAssured.get(replica.managementUrl() + "/q/health/" + kind).statusCode();
    }

    private Replica replica() {
        return replica(postgres.url());
    }

    private static Replica replica(String databaseUrl) {
        return Replica.startOn("database-trouble", databaseUrl, SETTINGS).awaitListening();
    }

    private static Load load(Replica replica) {
        var settings = PostgresForPackagedService.settings();
        var load = Load.on(
                replica.url(),
                settings.get("latchkey.bootstrap.api-key") + ":" + settings.get("latchkey.bootstrap.api-secret"),
                16,
                () -> true);
        var begun = Instant.now();
        await().atMost(Duration.ofSeconds(30)).until(() -> load.succeededAfter(begun));
        return load;
    }

    private static Duration recovery(Load load, Instant mended) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> load.succeededAfter(mended));
        return Duration.between(mended, Instant.now());
    }

    private static void report(String trouble, Load load, Duration recovery) {
        load.close();
        var slowest = load.calls.stream()
                .map(Load.Call::took)
                .max(Duration::compareTo)
                .orElseThrow();
        LOG.infof(
                "%s: %d requests, %d of them 503, slowest %d ms, first success after %d ms",
                trouble,
                load.calls.size(),
                load.calls.stream().filter(call -> call.status() == 503).count(),
                slowest.toMillis(),
                recovery.toMillis());
        assertThat(load.calls).allSatisfy(call -> {
            assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(call.status()).isIn(200, 201, 503);
            assertThat(call.saysWhenToComeBack()).isEqualTo(call.status() == 503);
        });
        assertThat(slowest).isLessThan(DEADLINE);
        assertThat(recovery).isLessThan(RECOVERY);
    }
}
