package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Load;
import io.latchkey.support.Load.Outcome;
import io.latchkey.support.Readiness;
import io.latchkey.support.Replica;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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
            var management = first.managementUrl();
            var isListed = new AtomicBoolean(true);
            var leaving = load(first, isListed::get);
            var staying = load(second, () -> true);
            await().atMost(Duration.ofSeconds(60)).until(() -> leaving.calls.size() > 100);
            await().atMost(Duration.ofSeconds(60)).until(() -> Readiness.isAt(management));
            takeOffWhenNotReady(management, isListed);
            var told = Instant.now();
            first.terminate();
            await().atMost(Duration.ofSeconds(20)).until(() -> !Readiness.isAt(management));
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
            assertThat(leaving.succeededAfter(told))
                    .as("it was asked while it stopped")
                    .isTrue();
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

    private static Load load(Replica replica, BooleanSupplier isListed) {
        return Load.on(replica.url(), credential("api-key") + ":" + credential("api-secret"), 4, isListed);
    }

    /** As a load balancer does, which begins when the replica is warm: a cold one may miss a look at its readiness too. */
    private static void takeOffWhenNotReady(String managementUrl, AtomicBoolean isListed) {
        Thread.ofVirtual().start(() -> {
            await().forever().pollInterval(Duration.ofMillis(50)).until(() -> !Readiness.isAt(managementUrl));
            isListed.set(false);
        });
    }

    private static String credential(String part) {
        return PostgresForPackagedService.settings().get("latchkey.bootstrap." + part);
    }
}
