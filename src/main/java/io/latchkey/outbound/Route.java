package io.latchkey.outbound;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/** Where a connection to a host goes. */
interface Route {

    int HTTPS = 443;

    /** Where to connect to. Fails with {@link CloudTrouble} if nowhere. */
    Uni<SocketAddress> to(Host host, int attempt);

    /** Whether what goes there is encrypted. */
    boolean isEncrypted();

    /** To an address that was looked up and found public, and to no other: the name is not looked up again. */
    record Direct(NameLookup names, Predicate<InetAddress> isPublic, int port) implements Route {

        @Override
        public Uni<SocketAddress> to(Host host, int attempt) {
            return names.addresses(host).map(addresses -> chosen(host, addresses, attempt));
        }

        private SocketAddress chosen(Host host, List<InetAddress> addresses, int attempt) {
            // One is enough: a name that leads to both sides of the wall is somebody's attempt to get over it.
            if (addresses.isEmpty() || !addresses.stream().allMatch(isPublic)) {
                throw new CloudTrouble(Kind.NOT_PUBLIC, host);
            }
            // The next attempt tries the next address.
            return SocketAddress.inetSocketAddress(
                    port, addresses.get(attempt % addresses.size()).getHostAddress());
        }

        @Override
        public boolean isEncrypted() {
            return true;
        }
    }

    /** Through the configured proxy, which looks names up itself and decides what it lets through. */
    record Proxied(int port) implements Route {

        @Override
        public Uni<SocketAddress> to(Host host, int attempt) {
            return Uni.createFrom().item(SocketAddress.inetSocketAddress(port, host.name()));
        }

        @Override
        public boolean isEncrypted() {
            return true;
        }
    }

    /** To the one place that the operator has named in place of the cloud. */
    record Endpoint(SocketAddress server, boolean isEncrypted) implements Route {

        /** @throws IllegalArgumentException if the URI is more or less than {@code http(s)://host:port} */
        static Endpoint of(URI uri) {
            var encrypted = "https".equalsIgnoreCase(uri.getScheme());
            if (!(encrypted || "http".equalsIgnoreCase(uri.getScheme()))
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || !(uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath()))
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("a cloud's endpoint has the form http(s)://host:port");
            }
            var port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? HTTPS : 80;
            return new Endpoint(
                    SocketAddress.inetSocketAddress(port, uri.getHost().replaceAll("[\\[\\]]", "")), encrypted);
        }

        @Override
        public Uni<SocketAddress> to(Host host, int attempt) {
            return Uni.createFrom().item(server);
        }
    }
}
