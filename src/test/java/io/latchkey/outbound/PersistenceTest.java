package io.latchkey.outbound;

import static io.latchkey.outbound.WayOut.answer;
import static io.latchkey.outbound.WayOut.assertTrouble;
import static io.latchkey.outbound.WayOut.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a cloud is asked again, and when it is left alone. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class PersistenceTest {

    private final Vertx vertx;

    PersistenceTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void asksAgainAfterAnErrorThatPasses(int status) throws Exception {
        var asked = new AtomicInteger();
        try (var cloud = FakeCloud.plain(
                        vertx, request -> FakeCloud.json(request, asked.incrementAndGet() < 3 ? status : 200, "{}"));
                var way = quick()) {
            assertThat(answer(to(way, cloud)).status()).isEqualTo(200);
            assertThat(way.answers).containsExactly(status, status, 200);
        }
    }

    @Test
    void givesTheLastAnswerAfterTwoRepetitions() throws Exception {
        try (var cloud = FakeCloud.plain(vertx, request -> FakeCloud.json(request, 503, "{\"a\":1}"));
                var way = quick()) {
            var answer = answer(to(way, cloud));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().getInteger("a")).isOne();
            assertThat(cloud.requests).hasValue(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 401, 403, 404, 409})
    void takesADefiniteAnswerAtOnce(int status) throws Exception {
        try (var cloud = FakeCloud.plain(
                        vertx,
                        request -> request.response().setStatusCode(status).end());
                var way = quick()) {
            assertThat(answer(to(way, cloud)).status()).isEqualTo(status);
            assertThat(cloud.requests).hasValue(1);
        }
    }

    @Test
    void asksAgainAfterWhatTheCloudsRoomCallsPassing() throws Exception {
        try (var cloud = FakeCloud.plain(
                        vertx, request -> FakeCloud.json(request, 400, "{\"__type\":\"ThrottlingException\"}"));
                var way = quick().passing(answer -> answer.json().containsKey("__type"))) {
            assertThat(answer(to(way, cloud)).status()).isEqualTo(400);
            assertThat(cloud.requests).hasValue(3);
        }
    }

    @Test
    void asksAgainWhenTheConnectionBreaks() throws Exception {
        var asked = new AtomicInteger();
        try (var cloud = FakeCloud.plain(vertx, request -> {
                    if (asked.getAndIncrement() == 0) {
                        request.connection().close();
                    } else {
                        FakeCloud.json(request, 200, "{}");
                    }
                });
                var way = quick()) {
            assertThat(answer(to(way, cloud)).status()).isEqualTo(200);
            assertThat(way.failures).containsExactly(Kind.BROKEN);
        }
    }

    @Test
    void waitsAsLongAsTheCloudAsksFor() throws Exception {
        var asked = new AtomicInteger();
        try (var cloud = FakeCloud.plain(vertx, request -> {
                    request.response().putHeader("Retry-After", "1");
                    FakeCloud.json(request, asked.getAndIncrement() == 0 ? 429 : 200, "{}");
                });
                var way = quick()) {
            assertThat(time(() -> assertThat(answer(to(way, cloud)).status()).isEqualTo(200)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void waitsUntilTheTimeTheCloudNames() throws Exception {
        var asked = new AtomicInteger();
        var now = Instant.parse("2026-11-01T11:59:59Z");
        try (var cloud = FakeCloud.plain(vertx, request -> {
                    request.response().putHeader("Retry-After", "Sun, 01 Nov 2026 12:00:00 GMT");
                    FakeCloud.json(request, asked.getAndIncrement() == 0 ? 503 : 200, "{}");
                });
                var way = quick().at(InstantSource.fixed(now))) {
            assertThat(time(() -> assertThat(answer(to(way, cloud)).status()).isEqualTo(200)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "999999999", "Sun, 01 Nov 2099 12:00:00 GMT"})
    void givesUpAtOnceWhenTheCloudAsksForMoreTimeThanThereIs(String retryAfter) throws Exception {
        try (var cloud = FakeCloud.plain(vertx, request -> {
                    request.response().putHeader("Retry-After", retryAfter);
                    FakeCloud.json(request, 429, "{}");
                });
                var way = quick()) {
            assertThat(time(() -> assertThat(answer(to(way, cloud)).status()).isEqualTo(429)))
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(cloud.requests).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "", "99999999999999999999"})
    void passesOverARetryAfterThatCannotBeRead(String retryAfter) throws Exception {
        try (var cloud = FakeCloud.plain(vertx, request -> {
                    request.response().putHeader("Retry-After", retryAfter);
                    FakeCloud.json(request, 429, "{}");
                });
                var way = quick()) {
            assertThat(answer(to(way, cloud)).status()).isEqualTo(429);
            assertThat(cloud.requests).hasValue(3);
        }
    }

    @Test
    void leavesACloudAloneThatFailsAndComesBack() throws Exception {
        var isDown = new AtomicBoolean(true);
        try (var cloud = FakeCloud.plain(vertx, request -> FakeCloud.json(request, isDown.get() ? 500 : 200, "{}"));
                var way = quick().with("retries", "0")
                        .with("circuit-breaker.volume", "4")
                        .with("circuit-breaker.delay", "500MS")) {
            var client = to(way, cloud);
            for (var attempt = 0; attempt < 4; attempt++) {
                assertThat(answer(client).status()).isEqualTo(500);
            }
            assertTrouble(client, Kind.CIRCUIT_OPEN);
            assertThat(cloud.requests).hasValue(4);
            assertThat(way.turnedAway).containsExactly(Kind.CIRCUIT_OPEN);
            isDown.set(false);
            Awaitility.await().ignoreExceptions().until(() -> answer(client).status() == 200);
            assertThat(way.circuit)
                    .containsExactly(
                            CircuitBreakerState.OPEN, CircuitBreakerState.HALF_OPEN, CircuitBreakerState.CLOSED);
        }
    }

    @Test
    void leavesACloudAloneThatIsSilent() throws Exception {
        try (var cloud = FakeCloud.plain(vertx, _ -> {});
                var way = new WayOut(vertx).with("deadline", "50MS").with("circuit-breaker.volume", "4")) {
            var client = to(way, cloud);
            for (var attempt = 0; attempt < 4; attempt++) {
                assertTrouble(client, Kind.TIMEOUT);
            }
            assertTrouble(client, Kind.CIRCUIT_OPEN);
            assertThat(way.failures).containsOnly(Kind.TIMEOUT).hasSize(4);
        }
    }

    @Test
    void saysBusyOfACallThatOnlyQueued() throws Exception {
        try (var cloud = FakeCloud.plain(vertx, _ -> {});
                var slow = quick().with("concurrency", "1").with("deadline", "2S")) {
            var client = to(slow, cloud);
            var first = client.send(WayOut.get("/")).subscribeAsCompletionStage();
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> cloud.requests.get() == 1);
            assertTrouble(client, Kind.BUSY);
            assertThat(first).isCompletedExceptionally();
            assertThat(cloud.requests).hasValue(1);
            assertThat(slow.turnedAway).containsExactly(Kind.BUSY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429})
    void neverLeavesACloudAloneForWhatItSaysOfACustomer(int status) throws Exception {
        try (var cloud = FakeCloud.plain(vertx, request -> FakeCloud.json(request, status, "{}"));
                var way = quick().with("circuit-breaker.volume", "2").with("retries", "0")) {
            var client = to(way, cloud);
            for (var attempt = 0; attempt < 10; attempt++) {
                assertThat(answer(client).status()).isEqualTo(status);
            }
            assertThat(way.circuit).isEmpty();
        }
    }

    @Test
    void neverLeavesACloudAloneForVaultsThatAreGone() {
        try (var way = quick().with("circuit-breaker.volume", "2")) {
            var client =
                    way.direct(9, host -> Uni.createFrom().failure(() -> new CloudTrouble(Kind.NAME_UNKNOWN, host)));
            for (var attempt = 0; attempt < 10; attempt++) {
                assertTrouble(client, Kind.NAME_UNKNOWN);
            }
            assertThat(way.circuit).isEmpty();
            assertThat(way.failures).hasSize(10);
        }
    }

    @Test
    void turnsAwayAtOnceWhatHasNoPlace() throws Exception {
        var waiting = new ConcurrentLinkedQueue<HttpServerRequest>();
        try (var cloud = FakeCloud.plain(vertx, waiting::add);
                var way = quick().with("concurrency", "2").with("queue", "1")) {
            var client = to(way, cloud);
            var calls = new ArrayList<CompletableFuture<CloudAnswer>>();
            for (var call = 0; call < 3; call++) {
                calls.add(client.send(WayOut.get("/")).subscribeAsCompletionStage());
            }
            Awaitility.await().until(() -> waiting.size() == 2);
            assertThat(time(() -> assertTrouble(client, Kind.BUSY))).isLessThan(Duration.ofSeconds(1));
            Awaitility.await().until(() -> {
                for (var request = waiting.poll(); request != null; request = waiting.poll()) {
                    FakeCloud.json(request, 200, "{}");
                }
                return calls.stream().allMatch(CompletableFuture::isDone);
            });
            for (var call : calls) {
                assertThat(call.get(1, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
            assertThat(way.circuit).isEmpty();
        }
    }

    @Test
    void givesPlacesBackAfterServersThatHang() throws Exception {
        var hanging = new AtomicInteger(8);
        try (var cloud = FakeCloud.plain(vertx, request -> {
                    if (hanging.getAndDecrement() <= 0) {
                        FakeCloud.json(request, 200, "{}");
                    }
                });
                var way = new WayOut(vertx)
                        .with("deadline", "100MS")
                        .with("concurrency", "2")
                        .with("queue", "1")) {
            var client = to(way, cloud);
            for (var call = 0; call < 8; call++) {
                assertTrouble(client, Kind.TIMEOUT);
            }
            assertThat(answer(client).status()).isEqualTo(200);
        }
    }

    private WayOut quick() {
        return new WayOut(vertx).with("backoff", "5MS").with("deadline", "5S");
    }

    private static CloudClient to(WayOut way, FakeCloud cloud) {
        return way.toEndpoint("http://127.0.0.1:" + cloud.port());
    }
}
