package io.latchkey.outbound;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine that listens at all of its addresses and counts who comes. */
final class FakeCloud implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final AtomicInteger requests = new AtomicInteger();
    /** At which of its addresses each connection came in. */
    final List<String> connections = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    private FakeCloud(Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> handler) throws Exception {
        this.server = vertx.createHttpServer(options)
                .connectionHandler(
                        connection -> connections.add(connection.localAddress().hostAddress()))
                .requestHandler(request -> {
                    requests.incrementAndGet();
                    handler.handle(request);
                });
        server.listen(0, "0.0.0.0")
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    static FakeCloud plain(Vertx vertx, Handler<HttpServerRequest> handler) throws Exception {
        return new FakeCloud(vertx, new HttpServerOptions(), handler);
    }

    static FakeCloud secure(Vertx vertx, KeyCertOptions certificate, Handler<HttpServerRequest> handler)
            throws Exception {
        return new FakeCloud(vertx, new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate), handler);
    }

    int port() {
        return server.actualPort();
    }

    static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    @Override
    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
