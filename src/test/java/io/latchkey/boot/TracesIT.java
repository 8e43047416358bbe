package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Replica;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Traces go nowhere until somebody says where to. */
class TracesIT {

    @Test
    void connectsToACollectorOnlyOnceTracesAreOn() throws IOException {
        try (var collector = new Collector()) {
            try (var quiet = Replica.start("traces-off", "postgres", settings(collector, Map.of()))
                    .awaitListening()) {
                asked(quiet);
                quiet.terminate();
                // What an exporter holds back it sends when it is stopped.
                quiet.awaitExit();
            }
            assertThat(collector.connections).hasValue(0);
            var on = settings(collector, Map.of("quarkus.otel.sdk.disabled", "false"));
            try (var telling = Replica.start("traces-on", "postgres", on).awaitListening()) {
                asked(telling);
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(collector.connections).hasPositiveValue());
            }
        }
    }

    private static Map<String, String> settings(Collector collector, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("quarkus.otel.exporter.otlp.endpoint", collector.url());
        return settings;
    }

    private static void asked(Replica replica) {
        for (var request = 0; request < 10; request++) {
            RestAssured.get(replica.url() + "/byok/v1/keys").then().statusCode(401);
        }
    }

    /** Counts who comes, and has nothing to say. */
    private static final class Collector implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();

        Collector() throws IOException {
            Thread.ofVirtual().start(this::count);
        }

        String url() {
            return "http://localhost:" + socket.getLocalPort();
        }

        private void count() {
            while (!socket.isClosed()) {
                try {
                    socket.accept().close();
                    connections.incrementAndGet();
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
