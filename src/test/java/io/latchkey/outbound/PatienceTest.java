package io.latchkey.outbound;

import static io.latchkey.outbound.WayOut.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work of several calls, and an end of its time in between, as a process has it that was frozen. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class PatienceTest {

    private final Vertx vertx;

    PatienceTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void goesOnWhileThereIsTime() throws Exception {
        try (var cloud = cloud();
                var way = new WayOut(vertx)) {
            assertThat(twoCalls(way, cloud, Duration.ofMinutes(1)).status()).isEqualTo(200);
            assertThat(cloud.requests).hasValue(2);
        }
    }

    @Test
    void beginsNoCallWhenItIsOver() throws Exception {
        try (var cloud = cloud();
                var way = new WayOut(vertx)) {
            var shorterThanThePause = Duration.ofSeconds(3);
            assertTrouble(() -> twoCalls(way, cloud, shorterThanThePause), Kind.TIMEOUT);
            assertThat(cloud.requests).as("the one before").hasValue(1);
            assertThat(way.failures).as("nothing against the cloud").isEmpty();
        }
    }

    @Test
    void endsTheCallThatIsUnderWay() throws Exception {
        var left = new CountDownLatch(1);
        try (var cloud = FakeCloud.plain(vertx, request -> request.connection().closeHandler(_ -> left.countDown()));
                var way = new WayOut(vertx)) {
            var client = way.toEndpoint("http://127.0.0.1:" + cloud.port());
            assertTrouble(
                    () -> Patience.of(Duration.ofSeconds(1), client.send(WayOut.get("/keys/key")))
                            .await()
                            .atMost(WayOut.PATIENCE),
                    Kind.TIMEOUT);
            assertThat(left.await(2, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
            assertThat(way.circuit).isEmpty();
        }
    }

    /** The second four seconds after the first, a pause that nobody's timer ends. */
    private static CloudAnswer twoCalls(WayOut way, FakeCloud cloud, Duration patience) {
        var client = way.toEndpoint("http://127.0.0.1:" + cloud.port());
        var work = client.send(WayOut.get("/keys/key"))
                .onItem()
                .delayIt()
                .by(Duration.ofSeconds(4))
                .chain(() -> client.send(WayOut.get("/keys/key")));
        return Patience.of(patience, work).await().atMost(WayOut.PATIENCE);
    }

    private FakeCloud cloud() throws Exception {
        return FakeCloud.plain(vertx, request -> FakeCloud.json(request, 200, "{}"));
    }
}
