package io.latchkey.outbound;

import static io.latchkey.outbound.WayOut.assertTrouble;
import static io.latchkey.outbound.WayOut.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an answer is believed: little, in JSON, in time, from where it was asked. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class AnswerRulesTest {

    private final Vertx vertx;

    AnswerRulesTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void followsNoRedirect(int status) throws Exception {
        try (var elsewhere = FakeCloud.plain(vertx, request -> FakeCloud.json(request, 200, "{}"));
                var cloud = FakeCloud.plain(
                        vertx,
                        request -> request.response()
                                .setStatusCode(status)
                                .putHeader("Location", "http://127.0.0.1:" + elsewhere.port() + "/")
                                .end())) {
            assertTrouble(() -> ask(cloud), Kind.REDIRECT);
            assertThat(elsewhere.connections).isEmpty();
            assertThat(cloud.requests).hasValue(1);
        }
    }

    @Test
    void readsNoMoreThanTheLimit() throws Exception {
        try (var cloud = FakeCloud.plain(
                vertx, request -> FakeCloud.json(request, 200, "{\"a\":\"" + "x".repeat(2000) + "\"}"))) {
            assertTrouble(() -> ask(cloud), Kind.TOO_LARGE);
        }
    }

    @Test
    void hangsUpOnAnAnswerThatDoesNotEnd() throws Exception {
        var isCut = new AtomicBoolean();
        try (var cloud = FakeCloud.plain(vertx, request -> {
            var response = request.response().setChunked(true).putHeader("Content-Type", "application/json");
            response.closeHandler(_ -> isCut.set(true));
            response.exceptionHandler(_ -> isCut.set(true));
            write(response::write, isCut);
        })) {
            assertTrouble(() -> ask(cloud), Kind.TOO_LARGE);
            Awaitility.await().untilTrue(isCut);
        }
    }

    private void write(Handler<String> out, AtomicBoolean isCut) {
        if (!isCut.get()) {
            out.handle("x".repeat(500));
            vertx.setTimer(1, _ -> write(out, isCut));
        }
    }

    @Test
    void waitsForASilentServerOnlyUntilTheDeadline() throws Exception {
        try (var cloud = FakeCloud.plain(vertx, _ -> {})) {
            assertThat(time(() -> assertTrouble(() -> ask(cloud), Kind.TIMEOUT)))
                    .isBetween(Duration.ofMillis(700), Duration.ofMillis(2500));
        }
    }

    @Test
    void waitsForADrippingServerOnlyUntilTheDeadline() throws Exception {
        var isCut = new AtomicBoolean();
        try (var cloud = FakeCloud.plain(vertx, request -> {
            var response = request.response().setChunked(true).putHeader("Content-Type", "application/json");
            var drip = vertx.setPeriodic(100, _ -> response.write(" "));
            response.closeHandler(_ -> {
                vertx.cancelTimer(drip);
                isCut.set(true);
            });
        })) {
            assertTrouble(() -> ask(cloud), Kind.TIMEOUT);
            Awaitility.await().untilTrue(isCut);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/plain",
                "application/xml",
                "application/jsonp",
                "application/json-seq",
                "text/html; x=application/json",
                ""
            })
    void takesNothingButJson(String type) throws Exception {
        try (var cloud = FakeCloud.plain(
                vertx,
                request -> request.response().putHeader("Content-Type", type).end("{}"))) {
            assertTrouble(() -> ask(cloud), Kind.NOT_JSON);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;charset=UTF-8",
                "application/x-amz-json-1.1",
                "application/x-amz-json-1.0",
                "application/problem+json"
            })
    void takesJsonUnderAnyOfItsNames(String type) throws Exception {
        try (var cloud = FakeCloud.plain(
                vertx,
                request -> request.response().putHeader("Content-Type", type).end("{\"a\":1}"))) {
            assertThat(ask(cloud).json().getInteger("a")).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "null", "{", "{\"a\":NaN}", "{'a':1}", "<a/>", "1e999999999"})
    void takesNothingButAnObject(String body) throws Exception {
        try (var cloud = FakeCloud.plain(vertx, request -> FakeCloud.json(request, 200, body))) {
            if (body.isEmpty()) {
                assertThat(ask(cloud).json()).isEmpty();
            } else {
                assertTrouble(() -> ask(cloud), Kind.NOT_JSON);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jsonBombs")
    void survivesAJsonBomb(String bomb) throws Exception {
        try (var cloud = FakeCloud.plain(vertx, request -> FakeCloud.json(request, 200, bomb));
                var way = new WayOut(vertx)) {
            assertTrouble(way.toEndpoint("http://127.0.0.1:" + cloud.port()), Kind.NOT_JSON);
        }
    }

    static Stream<Named<String>> jsonBombs() {
        return Stream.of(
                Named.of("deep list", "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"),
                Named.of("deep object", "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)),
                Named.of("same name again and again", "{" + "\"a\":1,".repeat(5000) + "\"a\":1}"),
                Named.of("two documents", "{}{}"));
    }

    @Test
    void readsANumberAsLongAsTheAnswerInNoTime() throws Exception {
        try (var cloud = FakeCloud.plain(
                        vertx, request -> FakeCloud.json(request, 200, "{\"a\":" + "9".repeat(60_000) + "}"));
                var way = new WayOut(vertx)) {
            var client = way.toEndpoint("http://127.0.0.1:" + cloud.port());
            assertThat(time(() -> assertThat(WayOut.answer(client).json().getLong("a"))
                            .isNotNull()))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500, 503})
    void showsTheseStatusesWhateverTheirBody(int status) throws Exception {
        try (var cloud = FakeCloud.plain(
                vertx,
                request -> request.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", "text/html")
                        .putHeader("x-ms-keyvault-region", "eastus")
                        .end("<h1>no</h1>"))) {
            var answer = ask(cloud);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("X-MS-KeyVault-Region")).contains("eastus");
            assertThat(answer.json()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404})
    void doesNotBelieveARefusalThatIsNotJson(int status) throws Exception {
        try (var cloud = FakeCloud.plain(
                vertx,
                request -> request.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", "text/html")
                        .end("<h1>captive portal</h1>"))) {
            assertTrouble(() -> ask(cloud), Kind.NOT_JSON);
        }
    }

    @Test
    void callsAConnectionThatBreaksOffBroken() throws Exception {
        try (var cloud = FakeCloud.plain(vertx, request -> request.connection().close())) {
            assertTrouble(() -> ask(cloud), Kind.BROKEN);
        }
    }

    private CloudAnswer ask(FakeCloud cloud) {
        try (var way = new WayOut(vertx)) {
            return WayOut.answer(way.with("deadline", "800MS")
                    .with("max-answer", "1000")
                    .with("retries", "0")
                    .toEndpoint("http://127.0.0.1:" + cloud.port()));
        }
    }
}
