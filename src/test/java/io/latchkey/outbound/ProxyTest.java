package io.latchkey.outbound;

import static io.latchkey.outbound.WayOut.answer;
import static io.latchkey.outbound.WayOut.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ProxyOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A proxy connects to the cloud's host, whose certificate is checked all the same. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class ProxyTest {

    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("us:secret".getBytes(StandardCharsets.US_ASCII));
    private static ThrowawayCertificate certificate;

    private final Vertx vertx;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ProxyTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = ThrowawayCertificate.of("dns:*.vault.azure.net");
    }

    @Test
    void connectsToTheHostByItsName() throws Exception {
        try (var cloud = cloud();
                var way = new WayOut(vertx).trusting(certificate.forClient())) {
            var proxy = proxy(cloud.port());
            var client = way.through(options(proxy).setUsername("us").setPassword("secret"))
                    .client(new Route.Proxied(Route.HTTPS));
            assertThat(answer(client).isSuccess()).isTrue();
            assertThat(answer(client).isSuccess()).isTrue();
            assertThat(asked).containsExactly("CONNECT acme.vault.azure.net:443");
            assertThat(cloud.connections).hasSize(1);
        }
    }

    @Test
    void isNoReasonToTrustAnybody() throws Exception {
        try (var cloud = cloud();
                var way = new WayOut(vertx)) {
            var proxy = proxy(cloud.port());
            var client = way.through(options(proxy).setUsername("us").setPassword("secret"))
                    .client(new Route.Proxied(Route.HTTPS));
            assertTrouble(client, Kind.TLS);
            assertThat(cloud.requests).hasValue(0);
        }
    }

    @Test
    void isTroubleOfItsOwnWhenItRefuses() throws Exception {
        try (var cloud = cloud();
                var way = new WayOut(vertx).trusting(certificate.forClient()).with("retries", "0")) {
            var proxy = proxy(cloud.port());
            var client = way.through(options(proxy)).client(new Route.Proxied(Route.HTTPS));
            assertTrouble(client, Kind.PROXY);
            assertThat(cloud.connections).isEmpty();
        }
    }

    private FakeCloud cloud() throws Exception {
        return FakeCloud.secure(vertx, certificate.forServer(), request -> FakeCloud.json(request, 200, "{}"));
    }

    private static ProxyOptions options(HttpServer proxy) {
        return new ProxyOptions().setHost("127.0.0.1").setPort(proxy.actualPort());
    }

    /** Connects whoever knows its password to one port here, whatever host they name. */
    private HttpServer proxy(int port) throws Exception {
        var proxy = vertx.createHttpServer().requestHandler(request -> tunnel(request, port));
        return proxy.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    private void tunnel(HttpServerRequest request, int port) {
        asked.add(request.method() + " " + request.uri());
        if (!request.method().equals(HttpMethod.CONNECT)
                || !CREDENTIALS.equals(request.getHeader("Proxy-Authorization"))) {
            request.response().setStatusCode(407).end();
            return;
        }
        request.pause();
        vertx.createNetClient()
                .connect(port, "127.0.0.1")
                .onSuccess(far -> request.toNetSocket().onSuccess(near -> join(near, far)));
    }

    private static void join(NetSocket near, NetSocket far) {
        near.pipeTo(far);
        far.pipeTo(near);
    }
}
