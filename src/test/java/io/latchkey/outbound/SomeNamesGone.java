package io.latchkey.outbound;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.function.Predicate;

/** A way to a fake cloud that leads only to the hosts whose names DNS still knows. */
public final class SomeNamesGone implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final WayOut way = new WayOut(vertx);
    private final CloudClient client;

    public SomeNamesGone(String fake, Predicate<Host> isGone) {
        this.client = way.client(new Known(Route.Endpoint.of(URI.create(fake)), isGone));
    }

    public CloudClient client() {
        return client;
    }

    @Override
    public void close() {
        way.close();
        var _ = vertx.close();
    }

    private record Known(Route there, Predicate<Host> isGone) implements Route {

        @Override
        public Uni<SocketAddress> to(Host host, int attempt) {
            return isGone.test(host)
                    ? Uni.createFrom().failure(() -> new CloudTrouble(Kind.NAME_UNKNOWN, host))
                    : there.to(host, attempt);
        }

        @Override
        public boolean isEncrypted() {
            return there.isEncrypted();
        }
    }
}
