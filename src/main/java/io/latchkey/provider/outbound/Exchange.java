package io.latchkey.provider.outbound;

import io.latchkey.provider.outbound.CloudTrouble.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** One request over the wire, and its answer, read only as far as it may be long. */
final class Exchange {

    private final HttpClient http;
    private final CloudRequest request;
    private final long longest;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicReference<HttpClientRequest> underWay = new AtomicReference<>();

    private Exchange(HttpClient http, CloudRequest request, long longest) {
        this.http = http;
        this.request = request;
        this.longest = longest;
    }

    /**
     * Sends the request on each subscription. Cancelling closes the connection.
     *
     * @param longest how many bytes of body are read at most
     */
    static Uni<CloudAnswer> of(
            HttpClient http, CloudRequest request, SocketAddress server, boolean isEncrypted, long longest) {
        return Uni.createFrom().emitter(emitter -> {
            var exchange = new Exchange(http, request, longest);
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
    private Future<CloudAnswer> run(SocketAddress server, boolean isEncrypted) {
        var options = new RequestOptions()
                .setServer(server)
                .setHost(request.host().name())
                .setPort(isEncrypted ? 443 : 80)
                .setSsl(isEncrypted)
                .setMethod(request.method())
                .setURI(request.path())
                .setFollowRedirects(false);
        request.headers().forEach(options::putHeader);
        return http.request(options).compose(this::send);
    }

    private Future<CloudAnswer> send(HttpClientRequest opened) {
        underWay.set(opened);
        if (isOver.get()) {
            opened.reset();
        }
        var answered = request.body().length() == 0 ? opened.send() : opened.send(request.body());
        return answered.compose(this::read);
    }

    private Future<CloudAnswer> read(HttpClientResponse response) {
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
        return whole.future()
                .map(text -> Answers.read(request.host(), response.statusCode(), response.headers(), text));
    }

    /** Called at every end. A connection whose exchange went well must not be closed, so that it is used again. */
    private void giveUp() {
        var opened = underWay.get();
        if (!isOver.getAndSet(true) && opened != null) {
            opened.reset();
        }
    }
}
