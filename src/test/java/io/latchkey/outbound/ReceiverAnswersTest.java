package io.latchkey.outbound;

import static io.latchkey.outbound.ReceiverClientTest.LISTED;
import static io.latchkey.outbound.ReceiverClientTest.LONG;
import static io.latchkey.outbound.ReceiverClientTest.leadingTo;
import static io.latchkey.outbound.ReceiverClientTest.post;
import static io.latchkey.outbound.WayOut.assertTrouble;
import static io.latchkey.outbound.WayOut.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.outbound.ReceiverClient.Answer;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a receiver's answer is read, for how long, and that it leads nowhere. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class ReceiverAnswersTest {

    private final Vertx vertx;

    ReceiverAnswersTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws Exception {
        try (var inside = FakeCloud.plain(vertx, ReceiverClientTest::take);
                var receiver = FakeCloud.plain(
                        vertx,
                        request -> request.response()
                                .setStatusCode(status)
                                .putHeader("Location", "http://127.0.0.1:" + inside.port() + "/")
                                .end());
                var way = new WayOut(vertx)) {
            var client = way.toReceivers(leadingTo("127.0.0.1"), LISTED, LONG);
            assertThat(post(client, receiver.port(), false).status()).isEqualTo(status);
            assertThat(inside.connections).isEmpty();
            assertThat(receiver.requests).hasValue(1);
        }
    }

    @Test
    void tellsWhenToComeBack() throws Exception {
        try (var receiver = FakeCloud.plain(
                        vertx,
                        request -> request.response()
                                .setStatusCode(503)
                                .putHeader("Retry-After", "7")
                                .end("{}"));
                var way = new WayOut(vertx)) {
            var client = way.toReceivers(leadingTo("127.0.0.1"), LISTED, LONG);
            assertThat(post(client, receiver.port(), false))
                    .isEqualTo(new Answer(503, Optional.of(Duration.ofSeconds(7))));
            assertThat(receiver.requests).as("each message is tried once").hasValue(1);
        }
    }

    /** The status says it all: who took the event and goes on to talk has taken it. */
    @Test
    void takesTheStatusAndCutsOffAnAnswerThatDoesNotEnd() throws Exception {
        var sent = new AtomicLong();
        var cut = new CopyOnWriteArrayList<Boolean>();
        try (var receiver = FakeCloud.plain(vertx, request -> {
                    request.connection().closeHandler(_ -> cut.add(true));
                    request.response().setChunked(true);
                    pour(request, sent);
                });
                var way = new WayOut(vertx)) {
            var client = way.toReceivers(leadingTo("127.0.0.1"), LISTED, LONG);
            assertThat(post(client, receiver.port(), false).status()).isEqualTo(200);
            Awaitility.await().until(() -> !cut.isEmpty());
        }
    }

    @Test
    void takesTheStatusOfAnAnswerThatStops() throws Exception {
        try (var halfway = FakeCloud.plain(
                        vertx, request -> request.response().setChunked(true).write("{"));
                var way = new WayOut(vertx)) {
            var client = way.toReceivers(leadingTo("127.0.0.1"), LISTED, LONG);
            assertThat(time(() -> assertThat(post(client, halfway.port(), false).status())
                            .isEqualTo(200)))
                    .isLessThan(LONG);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000_000})
    void takesTheStatusHoweverLongTheAnswer(int length) throws Exception {
        try (var receiver = FakeCloud.plain(vertx, request -> request.response().end(Buffer.buffer(new byte[length])));
                var way = new WayOut(vertx)) {
            var client = way.toReceivers(leadingTo("127.0.0.1"), LISTED, LONG);
            for (var twice = 0; twice < 2; twice++) {
                assertThat(post(client, receiver.port(), false).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void leavesAReceiverThatHangsAtTheDeadline() throws Exception {
        try (var silent = FakeCloud.plain(vertx, _ -> {});
                var way = new WayOut(vertx)) {
            var client = way.toReceivers(leadingTo("127.0.0.1"), LISTED, Duration.ofMillis(300));
            assertThat(time(() -> assertTrouble(() -> post(client, silent.port(), false), Kind.TIMEOUT)))
                    .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
            assertThat(silent.requests).hasValue(1);
        }
    }

    /** One part after the other, for as long as somebody takes them. */
    private static void pour(HttpServerRequest request, AtomicLong sent) {
        request.response().write(Buffer.buffer(new byte[1024])).onSuccess(_ -> {
            sent.addAndGet(1024);
            pour(request, sent);
        });
    }
}
