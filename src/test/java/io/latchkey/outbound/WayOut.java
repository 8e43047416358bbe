package io.latchkey.outbound;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.key.AzureHost;
import io.latchkey.key.Provider;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A way out whose names lead to this machine, to be put together by a test. */
final class WayOut implements Traffic, AutoCloseable {

    static final CloudHost VAULT = CloudHost.azureVault(AzureHost.VAULT, "acme");
    static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<CircuitBreakerState> circuit = new CopyOnWriteArrayList<>();
    final List<CloudTrouble.Kind> failures = new CopyOnWriteArrayList<>();
    final List<CloudTrouble.Kind> turnedAway = new CopyOnWriteArrayList<>();
    final List<Integer> answers = new CopyOnWriteArrayList<>();

    private final Vertx vertx;
    private final Map<String, String> settings = new HashMap<>();
    private final List<HttpClient> clients = new CopyOnWriteArrayList<>();
    private Optional<TrustOptions> trust = Optional.empty();
    private Optional<ProxyOptions> proxy = Optional.empty();
    private AnswerRules rules = AnswerRules.PLAIN;
    private InstantSource clock = InstantSource.system();

    WayOut(Vertx vertx) {
        this.vertx = vertx;
    }

    WayOut with(String setting, Object value) {
        settings.put("latchkey.outbound." + setting, value.toString());
        return this;
    }

    WayOut trusting(TrustOptions options) {
        trust = Optional.of(options);
        return this;
    }

    WayOut through(ProxyOptions options) {
        proxy = Optional.of(options);
        return this;
    }

    WayOut passing(Predicate<CloudAnswer> answers) {
        rules = new AnswerRules(answers, _ -> false);
        return this;
    }

    WayOut ofOneKey(Predicate<CloudAnswer> answers) {
        rules = new AnswerRules(_ -> false, answers);
        return this;
    }

    WayOut at(InstantSource time) {
        clock = time;
        return this;
    }

    /** Names lead where the lookup says; of this machine's addresses, one counts as public. */
    CloudClient direct(int port, NameLookup names) {
        return client(
                new Route.Direct(names, address -> address.equals(HERE) || PublicAddress.isPublic(address), port));
    }

    CloudClient toHere(int port) {
        return direct(port, _ -> Uni.createFrom().item(List.of(HERE)));
    }

    CloudClient toEndpoint(String uri) {
        return client(Route.Endpoint.of(URI.create(uri)));
    }

    CloudClient client(Route route) {
        var mapping = settings();
        var http = Connections.client(vertx, mapping, mapping.concurrency(), trust, proxy);
        clients.add(http);
        return new CloudClient(Provider.AZURE, http, route, rules, mapping, this, clock);
    }

    /** Names lead where the lookup says, and of this machine's addresses none counts as public. */
    ReceiverClient toReceivers(NameLookup names, Set<String> privateHosts, Duration deadline) {
        var mapping = settings();
        var http = Connections.client(vertx, mapping, mapping.concurrency(), trust, proxy);
        clients.add(http);
        return new ReceiverClient(http, Optional.of(names), privateHosts, deadline);
    }

    OutboundSettings settings() {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(OutboundSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter());
        settings.forEach(builder::withDefaultValue);
        return builder.build().getConfigMapping(OutboundSettings.class);
    }

    static CloudRequest get(String path) {
        return CloudRequest.get(VAULT, path, Map.of("Authorization", "Bearer secret-token"));
    }

    static CloudAnswer answer(CloudClient client) {
        return client.send(get("/keys/key")).await().atMost(PATIENCE);
    }

    static Duration time(Runnable work) {
        var began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    static void assertTrouble(CloudClient client, CloudTrouble.Kind kind) {
        assertTrouble(() -> answer(client), kind);
    }

    static void assertTrouble(ThrowingCallable call, CloudTrouble.Kind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CloudTrouble.class,
                        trouble -> Assertions.assertThat(trouble.kind())
                                .as(String.valueOf(trouble.getCause()))
                                .isEqualTo(kind));
    }

    @Override
    public void answered(Provider cloud, int status, Duration took) {
        answers.add(status);
    }

    @Override
    public void failed(Provider cloud, CloudTrouble.Kind kind, Duration took) {
        failures.add(kind);
    }

    @Override
    public void turnedAway(Provider cloud, CloudTrouble.Kind kind) {
        turnedAway.add(kind);
    }

    @Override
    public void circuit(Provider cloud, CircuitBreakerState state) {
        circuit.add(state);
    }

    @Override
    public void close() {
        clients.forEach(HttpClient::close);
    }
}
