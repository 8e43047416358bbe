package io.latchkey.outbound;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request over the wire, and its answer, read only as far as it may be long.
 *
 * @param <A> what is made of the answer
 */
final class Exchange<A> {

    private static final int NO_CONTENT = 204;

    private final HttpClient http;
    private final Outgoing request;
    private final long longest;
    private final Reader<A> reader;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicReference<HttpClientRequest> underWay = new AtomicReference<>();

    private Exchange(HttpClient http, Outgoing request, long longest, Reader<A> reader) {
        this.http = http;
        this.request = request;
        this.longest = longest;
        this.reader = reader;
    }

    /**
     * What goes out.
     *
     * @param options method, path and headers
     */
    record Outgoing(Host host, int port, RequestOptions options, Buffer body) {

        static Outgoing of(CloudRequest request, boolean isEncrypted) {
            var options = new RequestOptions().setMethod(request.method()).setURI(request.path());
            request.headers().forEach(options::putHeader);
            return new Outgoing(request.host(), isEncrypted ? 443 : 80, options, request.body());
        }
    }

    /** Makes something of an answer. */
    interface Reader<A> {
        A read(HttpClientResponse answer, Buffer body);

        /** Whether it can do so before there is a body, which then is nobody's. */
        default boolean needsNoBody() {
            return false;
        }
    }

    /**
     * Sends the request on each subscription. Cancelling closes the connection.
     *
     * @param longest how many bytes of body are read at most
     */
    static <A> Uni<A> of(
            HttpClient http,
            Outgoing request,
            SocketAddress server,
            boolean isEncrypted,
            long longest,
            Reader<A> reader) {
        return Uni.createFrom().emitter(emitter -> {
            var exchange = new Exchange<>(http, request, longest, reader);
            emitter.onTermination(exchange::giveUp);
            exchange.run(server, isEncrypted).onComplete(ended -> {
                exchange.isOver.set(true);
                if (ended.succeeded()) {
                    emitter.complete(ended.result());
                } else {
                    emitter.fail(ended.cause());
                }
            });
        });
    }

    /** The host stays the request's, in SNI, the certificate check and {@code Host}, wherever the server is. */
    private Future<A> run(SocketAddress server, boolean isEncrypted) {
        var options = request.options()
                .setServer(server)
                .setHost(request.host().name())
                .setPort(request.port())
                .setSsl(isEncrypted)
                .setFollowRedirects(false);
        return http.request(options).compose(this::send);
    }

    private Future<A> send(HttpClientRequest opened) {
        underWay.set(opened);
        if (isOver.get()) {
            opened.reset();
        }
        var answered = request.body().length() == 0 ? opened.send() : opened.send(request.body());
        return answered.compose(this::read);
    }

    private Future<A> read(HttpClientResponse response) {
        if (reader.needsNoBody()) {
            leave(response);
            return Future.succeededFuture(reader.read(response, Buffer.buffer()));
        }
        Promise<Buffer> whole = Promise.promise();
        var body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > longest) {
                whole.tryFail(new CloudTrouble(Kind.TOO_LARGE, request.host()));
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(whole::tryFail);
        // A turn later the connection is free again, and whoever sends the next request at once gets it.
        response.endHandler(_ -> Vertx.currentContext().runOnContext(_ -> whole.tryComplete(body)));
        return whole.future().map(text -> reader.read(response, text));
    }

    /** A connection is used again only if nothing is still to come. */
    private static void leave(HttpClientResponse response) {
        if (!"0".equals(response.getHeader(HttpHeaders.CONTENT_LENGTH)) && response.statusCode() != NO_CONTENT) {
            response.request().reset();
        }
    }

    /** Called at every end. A connection whose exchange went well must not be closed, so that it is used again. */
    private void giveUp() {
        var opened = underWay.get();
        if (!isOver.getAndSet(true) && opened != null) {
            opened.reset();
        }
    }
}
