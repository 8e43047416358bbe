package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Load;
import io.latchkey.support.Load.Outcome;
import io.latchkey.support.Replica;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** A replica that is told to stop leaves no caller without an answer. */
class StopIT {

    private static final Logger LOG = Logger.getLogger(StopIT.class);
    private static final Map<String, String> SETTINGS =
            Map.of("latchkey.quota.max-keys-per-organization", "1000000", "quarkus.shutdown.delay", "2S");

    @Test
    void answersAllThatItHasTakenAndLosesNothing() throws Exception {
        try (var postgres = OwnPostgres.start(100);
                var first = Replica.startOn("stop-1", postgres.url(), SETTINGS);
                var second = Replica.startOn("stop-2", postgres.url(), SETTINGS)) {
            first.awaitListening();
            second.awaitListening();
            assertThat(first.log() + second.log())
                    .as("two that start at once migrate once")
                    .containsOnlyOnce("Successfully applied");
            var isListed = new AtomicBoolean(true);
            var leaving = load(first, isListed);
            var staying = load(second, new AtomicBoolean(true));
            await().atMost(Duration.ofSeconds(60)).until(() -> leaving.calls.size() > 100);
            await().atMost(Duration.ofSeconds(60)).until(() -> isReady(first));
            takeOffWhenNotReady(first, isListed);
            first.terminate();
            await().atMost(Duration.ofSeconds(20)).until(() -> !isReady(first));
            assertThat(first.awaitExit()).isEqualTo(143);
            leaving.close();
            staying.close();
            LOG.infof(
                    "%d requests to the replica that stopped, %d to the other",
                    leaving.calls.size(), staying.calls.size());
            assertThat(leaving.calls).noneMatch(call -> call.outcome() == Outcome.CUT);
            assertThat(leaving.calls)
                    .filteredOn(call -> call.outcome() == Outcome.ANSWERED)
                    .allSatisfy(StopIT::assertAnswered);
            assertThat(staying.calls).allMatch(call -> call.outcome() == Outcome.ANSWERED && call.status() < 300);
            assertThat(leaving.calls)
                    .as("the last ones were sent until it was not ready")
                    .isNotEmpty();
            assertNothingIsLost(leaving, second);
            assertNothingIsLost(staying, second);
        }
    }

    /** Done, or on a machine that is busy with other tests told when to come again. */
    private static void assertAnswered(Load.Call call) {
        assertThat(call.status()).isIn(200, 201, 503);
        assertThat(call.saysWhenToComeBack()).isEqualTo(call.status() == 503);
    }

    private static void assertNothingIsLost(Load load, Replica replica) {
        var promised = new HashSet<String>();
        load.calls.forEach(call -> call.location().map(StopIT::path).ifPresent(promised::add));
        assertThat(promised)
                .isNotEmpty()
                .allSatisfy(path -> RestAssured.given()
                        .auth()
                        .preemptive()
                        .basic(credential("api-key"), credential("api-secret"))
                        .get(replica.url() + path)
                        .then()
                        .statusCode(200));
    }

    private static String path(String location) {
        return location.substring(location.indexOf("/byok"));
    }

    private static Load load(Replica replica, AtomicBoolean isListed) {
        return Load.on(replica.url(), credential("api-key") + ":" + credential("api-secret"), 4, isListed::get);
    }

    /** As a load balancer does, which begins when the replica is warm: a cold one may miss a look at its readiness too. */
    private static void takeOffWhenNotReady(Replica replica, AtomicBoolean isListed) {
        Thread.ofVirtual().start(() -> {
            await().forever().pollInterval(Duration.ofMillis(50)).until(() -> !isReady(replica));
            isListed.set(false);
        });
    }

    private static String credential(String part) {
        return PostgresForPackagedService.settings().get("latchkey.bootstrap." + part);
    }

    private static boolean isReady(Replica replica) {
        try {
            return RestAssured.get(replica.managementUrl() + "/q/health/ready").statusCode() == 200;
        } catch (Exception | Error e) {
            return false;
        }
    }
}
