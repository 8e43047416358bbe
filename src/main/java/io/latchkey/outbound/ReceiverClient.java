package io.latchkey.outbound;

import io.latchkey.outbound.Exchange.Outgoing;
import io.latchkey.outbound.Exchange.Reader;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The way to webhooks, whose URLs customers give. A host must be public wherever its name leads, and no redirect is followed;
 * of an answer only the status matters. Each message is tried once: whoever sends it knows when to try again.
 */
public final class ReceiverClient {

    private final HttpClient http;
    private final Optional<NameLookup> names;
    private final Set<String> privateHosts;
    private final Duration deadline;

    /**
     * @param names none where a proxy looks names up, and decides what it lets through
     */
    ReceiverClient(HttpClient http, Optional<NameLookup> names, Set<String> privateHosts, Duration deadline) {
        this.http = http;
        this.names = names;
        this.privateHosts = Set.copyOf(privateHosts);
        this.deadline = deadline;
    }

    /**
     * A message for one webhook.
     *
     * @param path with the query, percent-encoded
     */
    public record Message(
            ReceiverHost host, int port, boolean isEncrypted, String path, Map<String, String> headers, String body) {}

    /**
     * What a webhook said to it.
     *
     * @param retryAfter how long it asks to be left alone
     */
    public record Answer(int status, Optional<Duration> retryAfter) {}

    /** Comes within the deadline, on the caller's context. Fails with {@link CloudTrouble} and nothing else. */
    public Uni<Answer> post(Message message) {
        return Uni.createFrom().deferred(() -> {
            var context = Optional.ofNullable(Vertx.currentContext());
            return route(message)
                    .to(message.host(), 0)
                    .chain(server ->
                            Exchange.of(http, outgoing(message), server, message.isEncrypted(), 0, new StatusReader()))
                    .ifNoItem()
                    .after(deadline)
                    .fail()
                    .onFailure()
                    .transform(failure -> Troubles.of(message.host(), failure))
                    .emitOn(task -> context.ifPresentOrElse(mine -> mine.runOnContext(_ -> task.run()), task));
        });
    }

    private Route route(Message message) {
        Predicate<InetAddress> isAllowed =
                privateHosts.contains(message.host().name()) ? _ -> true : PublicAddress::isPublic;
        return names.<Route>map(lookup -> new Route.Direct(lookup, isAllowed, message.port()))
                .orElseGet(() -> new Route.Proxied(message.port()));
    }

    private static Outgoing outgoing(Message message) {
        var options = new RequestOptions().setMethod(HttpMethod.POST).setURI(message.path());
        message.headers().forEach(options::putHeader);
        return new Outgoing(message.host(), message.port(), options, Buffer.buffer(message.body()));
    }

    /** What the body says does not matter, however long it is. */
    private static final class StatusReader implements Reader<Answer> {

        @Override
        public Answer read(HttpClientResponse answer, Buffer body) {
            return new Answer(
                    answer.statusCode(),
                    RetryAfter.of(
                            Optional.ofNullable(answer.getHeader(HttpHeaders.RETRY_AFTER)), InstantSource.system()));
        }

        @Override
        public boolean needsNoBody() {
            return true;
        }
    }
}
