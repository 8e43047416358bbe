package io.latchkey.outbound;

import static io.latchkey.outbound.WayOut.HERE;
import static io.latchkey.outbound.WayOut.VAULT;
import static io.latchkey.outbound.WayOut.answer;
import static io.latchkey.outbound.WayOut.assertTrouble;
import static io.latchkey.outbound.WayOut.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latchkey.key.AzureHost;
import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a connection leads to, over real TLS. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class ConnectionsTest {

    private static final InetAddress PRIVATE_HERE = InetAddress.ofLiteral("127.0.0.2");
    private static ThrowawayCertificate certificate;

    private final Vertx vertx;

    ConnectionsTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = ThrowawayCertificate.of("dns:*.vault.azure.net");
    }

    @Test
    void useOneForManyRequests() throws Exception {
        try (var cloud = cloud();
                var way = trusting()) {
            var client = way.toHere(cloud.port());
            IntStream.range(0, 50)
                    .forEach(_ ->
                            assertThat(answer(client).json().getString("host")).isEqualTo(VAULT.name()));
            assertThat(cloud.requests).hasValue(50);
            assertThat(cloud.connections).hasSize(1);
        }
    }

    @Test
    void areApartForEachHost() throws Exception {
        try (var cloud = cloud();
                var way = trusting()) {
            var client = way.toHere(cloud.port());
            answer(client);
            var other = CloudHost.azureVault(AzureHost.VAULT, "other");
            assertThat(client.send(CloudRequest.get(other, "/", Map.of()))
                            .await()
                            .atMost(WayOut.PATIENCE)
                            .json()
                            .getString("host"))
                    .isEqualTo(other.name());
            assertThat(cloud.connections).hasSize(2);
        }
    }

    @Test
    void answerOnTheCallersContext() throws Exception {
        try (var cloud = cloud();
                var way = trusting()) {
            var client = way.toHere(cloud.port());
            var context = vertx.getOrCreateContext();
            var answered = new CompletableFuture<Boolean>();
            context.runOnContext(_ -> client.send(WayOut.get("/"))
                    .subscribe()
                    .with(_ -> answered.complete(Vertx.currentContext() == context), answered::completeExceptionally));
            assertThat(answered.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void areNotTrustedWithAnotherHostsCertificate() throws Exception {
        var anothers = ThrowawayCertificate.of("dns:acme.vault.azure.net.example.com,dns:localhost,ip:127.0.0.1");
        try (var cloud = FakeCloud.secure(vertx, anothers.forServer(), ConnectionsTest::echo);
                var way = new WayOut(vertx).trusting(anothers.forClient())) {
            assertTrouble(way.toHere(cloud.port()), Kind.TLS);
            assertTrouble(way.toEndpoint("https://127.0.0.1:" + cloud.port()), Kind.TLS);
            assertThat(cloud.requests).hasValue(0);
        }
    }

    @Test
    void areNotTrustedWithACertificateOfNoKnownAuthority() throws Exception {
        try (var cloud = cloud();
                var way = new WayOut(vertx)) {
            assertTrouble(way.toHere(cloud.port()), Kind.TLS);
            assertThat(cloud.requests).hasValue(0);
        }
    }

    @Test
    void areNotTrustedWithAnExpiredCertificate() throws Exception {
        var expired = ThrowawayCertificate.of("dns:*.vault.azure.net", "-startdate", "-10d", "-validity", "5");
        try (var cloud = FakeCloud.secure(vertx, expired.forServer(), ConnectionsTest::echo);
                var way = new WayOut(vertx).trusting(expired.forClient())) {
            assertTrouble(way.toHere(cloud.port()), Kind.TLS);
            assertThat(cloud.requests).hasValue(0);
        }
    }

    @Test
    void neverGoToAPrivateAddressHoweverTheNameChanges() throws Exception {
        Iterator<List<InetAddress>> lookups = List.of(
                        List.of(HERE),
                        List.of(PRIVATE_HERE),
                        List.of(HERE, PRIVATE_HERE),
                        List.of(PRIVATE_HERE, HERE),
                        List.of(InetAddress.ofLiteral("169.254.169.254")),
                        List.<InetAddress>of(),
                        List.of(HERE))
                .iterator();
        try (var cloud = cloud();
                var way = trusting()) {
            var client = way.direct(cloud.port(), _ -> Uni.createFrom().item(lookups::next));
            assertThat(answer(client).isSuccess()).isTrue();
            for (var lookup = 0; lookup < 5; lookup++) {
                assertTrouble(client, Kind.NOT_PUBLIC);
            }
            assertThat(answer(client).isSuccess()).isTrue();
            assertThat(lookups).isExhausted();
            assertThat(cloud.connections).containsOnly("127.0.0.1").hasSize(1);
        }
    }

    @Test
    void goToTheEndpointThatStandsInForTheCloud() throws Exception {
        try (var cloud = FakeCloud.plain(vertx, ConnectionsTest::echo);
                var secure = cloud();
                var way = trusting()) {
            assertThat(answer(way.toEndpoint("http://localhost:" + cloud.port()))
                            .json()
                            .getString("host"))
                    .isEqualTo(VAULT.name());
            assertThat(answer(way.toEndpoint("https://localhost:" + secure.port() + "/"))
                            .json()
                            .getString("host"))
                    .isEqualTo(VAULT.name());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:80",
                "ftp://localhost",
                "http://",
                "http://user@localhost",
                "http://localhost/path",
                "http://localhost?query",
                "http://localhost#fragment",
                "/",
                ""
            })
    void goToNoEndpointOfAnotherForm(String uri) {
        try (var way = new WayOut(vertx)) {
            assertThat(catchThrowable(() -> way.toEndpoint(uri))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void areTriedAtTheNextAddress() throws Exception {
        var listener = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.forServer()))
                .requestHandler(ConnectionsTest::echo);
        listener.listen(0, HERE.getHostAddress())
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        try (var way = trusting().with("backoff", "1MS").with("connect-timeout", "1S")) {
            var client = way.client(new Route.Direct(
                    _ -> Uni.createFrom().item(List.of(PRIVATE_HERE, HERE)), _ -> true, listener.actualPort()));
            assertThat(answer(client).isSuccess()).isTrue();
            assertThat(way.failures).containsExactly(Kind.CONNECT);
        } finally {
            listener.close();
        }
    }

    @Test
    void areGivenUpWhenNobodyListens() throws Exception {
        var port = 0;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (var way = trusting().with("backoff", "1MS")) {
            assertTrouble(way.toHere(port), Kind.CONNECT);
            assertThat(way.failures).containsExactly(Kind.CONNECT, Kind.CONNECT, Kind.CONNECT);
        }
    }

    @Test
    void areGivenUpWhenTheServerAcceptsAndSaysNothing() throws Exception {
        NetServer silent = vertx.createNetServer().connectHandler(_ -> {});
        silent.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        try (var way = trusting().with("connect-timeout", "200MS").with("retries", "0")) {
            assertThat(time(() -> assertTrouble(way.toHere(silent.actualPort()), Kind.CONNECT)))
                    .isLessThan(Duration.ofSeconds(3));
        } finally {
            silent.close();
        }
    }

    private FakeCloud cloud() throws Exception {
        return FakeCloud.secure(vertx, certificate.forServer(), ConnectionsTest::echo);
    }

    private WayOut trusting() throws Exception {
        return new WayOut(vertx).trusting(certificate.forClient());
    }

    private static void echo(HttpServerRequest request) {
        FakeCloud.json(request, 200, "{\"host\":\"" + request.getHeader("Host") + "\"}");
    }
}
