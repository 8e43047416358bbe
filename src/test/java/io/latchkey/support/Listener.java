package io.latchkey.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Somebody's webhook: keeps what it is told, in the order in which it is told, and answers as the test wants. */
public final class Listener implements AutoCloseable {

    /** An answer that never comes. */
    public static final Answer NONE = new Answer(0, Map.of());

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Function<Told, Answer> behaviour;

    /** One message. */
    public record Told(String id, Map<String, List<String>> headers, String body) {

        public JsonObject event() {
            return new JsonObject(body);
        }

        /** Without what all types have in common. */
        public String type() {
            return event().getString("type").replace("io.latchkey.key.", "");
        }

        public String key() {
            return event().getString("subject");
        }

        /** As the JDK's own client would have them. */
        public HttpHeaders httpHeaders() {
            return HttpHeaders.of(headers, (_, _) -> true);
        }

        public String header(String name) {
            return httpHeaders().firstValue(name).orElseThrow();
        }
    }

    /** What it answers. */
    public record Answer(int status, Map<String, String> headers) {
        public static Answer of(int status) {
            return new Answer(status, Map.of());
        }
    }

    private Listener(Function<Told, Answer> behaviour) {
        this.behaviour = behaviour;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::hear);
        server.start();
    }

    public static Listener answering(int status) {
        return new Listener(_ -> Answer.of(status));
    }

    public static Listener behaving(Function<Told, Answer> behaviour) {
        return new Listener(behaviour);
    }

    public void answer(int status) {
        behaviour = _ -> Answer.of(status);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/latchkey";
    }

    public List<Told> told() {
        return List.copyOf(told);
    }

    /** The types of what it was told of a key, in order. */
    public List<String> toldOf(String key) {
        return told().stream()
                .filter(one -> one.key().equals(key))
                .map(Told::type)
                .toList();
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            var one = new Told(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            told.add(one);
            var answer = behaviour.apply(one);
            if (answer == NONE) {
                end.await();
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
