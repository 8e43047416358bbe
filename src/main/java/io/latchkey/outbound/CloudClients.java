package io.latchkey.outbound;

import io.latchkey.key.Provider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Makes each cloud's way out, and the one to webhooks, once, at the start. */
@Singleton
public class CloudClients {

    /** The TLS configuration whose trust store is asked in place of the JVM's: {@code quarkus.tls.latchkey-outbound.*}. */
    private static final String TRUST = "latchkey-outbound";

    private final Vertx vertx;
    private final OutboundSettings settings;
    private final Traffic traffic;
    private final Optional<TrustOptions> trust;
    private final DnsLookup names;

    CloudClients(Vertx vertx, OutboundSettings settings, Traffic traffic, TlsConfigurationRegistry tls) {
        this.vertx = vertx;
        this.settings = settings;
        this.traffic = traffic;
        this.trust = tls.get(TRUST).map(CloudClients::trust);
        this.names = new DnsLookup(DnsServerAddressStreamProviders.platformDefault(), settings.connectTimeout());
    }

    /**
     * The way to one cloud.
     *
     * @param endpoint {@code http(s)://host:port} of what stands in for the cloud, if the operator has named one. All
     *     requests go there, past any proxy, wherever it is; they still name the cloud's host, which its certificate must
     *     name too.
     * @throws IllegalArgumentException if the endpoint has another form
     */
    public CloudClient to(Provider cloud, Optional<URI> endpoint, AnswerRules rules) {
        var proxy = endpoint.isPresent() ? Optional.<ProxyOptions>empty() : proxy();
        Route route = endpoint.<Route>map(Route.Endpoint::of)
                .or(() -> proxy.map(_ -> new Route.Proxied(Route.HTTPS)))
                .orElseGet(() -> new Route.Direct(names, PublicAddress::isPublic, Route.HTTPS));
        HttpClient http = Connections.client(vertx, settings, settings.concurrency(), trust, proxy);
        return new CloudClient(cloud, http, route, rules, settings, traffic, InstantSource.system());
    }

    /**
     * The way to webhooks.
     *
     * @param privateHosts those that need be neither public nor encrypted
     * @param deadline how long one message may take
     * @param concurrency how many messages are under way at the same time at most
     */
    public ReceiverClient toReceivers(Set<String> privateHosts, Duration deadline, int concurrency) {
        var proxy = proxy();
        HttpClient http = Connections.client(vertx, settings, concurrency, trust, proxy);
        return new ReceiverClient(
                http, proxy.isPresent() ? Optional.empty() : Optional.of(names), privateHosts, deadline);
    }

    private Optional<ProxyOptions> proxy() {
        var proxy = settings.proxy();
        return proxy.host()
                .map(host -> new ProxyOptions()
                        .setType(ProxyType.HTTP)
                        .setHost(host)
                        .setPort(proxy.port())
                        .setUsername(proxy.username().orElse(null))
                        .setPassword(proxy.password().map(Secret::get).orElse(null)));
    }

    private static TrustOptions trust(TlsConfiguration tls) {
        if (tls.isTrustAll()) {
            throw new IllegalStateException(
                    "quarkus.tls." + TRUST + ".trust-all: the clouds' certificates are checked");
        }
        return tls.getTrustStoreOptions();
    }

    @PreDestroy
    void close() {
        names.close();
    }
}
