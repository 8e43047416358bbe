package io.latchkey.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** An issuer of tokens on loopback, with a real key and over real HTTP. It can be stopped, and started again. */
public final class Issuer implements AutoCloseable {

    public static final String AUDIENCE = "latchkey-of-the-tests";

    /** How many times its keys were asked for. */
    public final AtomicInteger asked = new AtomicInteger();

    private final int port;
    private final List<SigningKey> published = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile int status = 200;
    private HttpServer server;
    private ExecutorService threads;

    private Issuer(int port) {
        this.port = port;
    }

    /** Speaks on a port that a test profile has named; does not listen yet. */
    public static Issuer on(int port) {
        return new Issuer(port);
    }

    public static String url(int port) {
        return "http://localhost:" + port + "/realm";
    }

    public String url() {
        return url(port);
    }

    /** Listens, and publishes keys. */
    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext(
                    "/realm/.well-known/openid-configuration",
                    request -> answer(
                            request,
                            200,
                            "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\", \"introspection_endpoint\": \"%s/introspect\"}"
                                    .formatted(url(), url(), url())));
            server.createContext("/realm/keys", this::answerKeys);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isListening() {
        return server != null;
    }

    public void stop() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    /** Publishes a key from now on. */
    public SigningKey publish(SigningKey key) {
        published.add(key);
        return key;
    }

    public void withdraw(SigningKey key) {
        published.remove(key);
    }

    /** Answers the question for its keys with this status. */
    public void answersWith(int other) {
        status = other;
    }

    /** Takes the question for its keys, and says nothing until {@link #answers}. */
    public void hangs() {
        hold = new CountDownLatch(1);
    }

    public void answers() {
        hold.countDown();
    }

    /** The claims of a good token, for a test to spoil. */
    public JwtClaimsBuilder claims(UUID organization, String... roles) {
        return claims(roles).claim("organization", organization.toString());
    }

    public JwtClaimsBuilder claims(String... roles) {
        return Jwt.issuer(url())
                .audience(AUDIENCE)
                .subject("somebody")
                .claim("roles", List.of(roles))
                .issuedAt(Instant.now().minusSeconds(120))
                .expiresAt(Instant.now().plusSeconds(300));
    }

    @Override
    public void close() {
        stop();
    }

    private void answerKeys(HttpExchange request) throws IOException {
        asked.incrementAndGet();
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var keys = published.stream().map(SigningKey::jwk).collect(Collectors.joining(","));
        answer(request, status, "{\"keys\": [" + keys + "]}");
    }

    private static void answer(HttpExchange request, int status, String body) throws IOException {
        try (request) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            request.getResponseHeaders().add("Content-Type", "application/json");
            request.sendResponseHeaders(status, bytes.length);
            request.getResponseBody().write(bytes);
        }
    }
}
