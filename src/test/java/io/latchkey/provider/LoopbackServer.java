package io.latchkey.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP under a fake cloud: one port of loopback, a virtual thread for each request. */
public final class LoopbackServer implements AutoCloseable {

    /** In place of a status: the connection is closed without an answer. */
    public static final int HANG_UP = 0;

    private final int port;
    private final HttpHandler handler;
    private HttpServer server;
    private ExecutorService threads;

    public LoopbackServer(int port, HttpHandler handler) {
        this.port = port;
        this.handler = handler;
    }

    public static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    public void start() {
        // Vert.x looks for its JSON library by the class loader of the first thread that needs it: not one of these.
        new JsonObject().encode();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    /** Sends the whole answer. */
    public static void reply(HttpExchange request, int status, Map<String, String> headers, String body)
            throws IOException {
        if (status == HANG_UP) {
            return;
        }
        headers.forEach((name, value) -> request.getResponseHeaders().add(name, value));
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        request.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        request.getResponseBody().write(bytes);
    }
}
