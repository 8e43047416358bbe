package io.latchkey.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.key.Provider;
import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.outbound.Exchange.Outgoing;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to one cloud. Bulkhead and connections are this cloud's own: another's trouble does not reach it. Each part of it
 * that can fail by itself has a circuit breaker.
 */
public final class CloudClient {

    /** An attempt keeps the deadline itself; past this much more, the call is one that never had an attempt. */
    private static final Duration GRACE = Duration.ofMillis(100);

    /** An attempt is begun only while this part of the deadline is left: it would say nothing about the cloud. */
    private static final int LEAST_SHARE = 10;

    /** More than there are regions; made-up ones push each other out. */
    private static final int MAX_CIRCUITS = 256;

    private final Provider cloud;
    private final HttpClient http;
    private final Route route;
    private final AnswerRules rules;
    private final OutboundSettings settings;
    private final Traffic traffic;
    private final InstantSource clock;
    private final Duration least;
    private final Pauses pauses;
    private final HeldBack heldBack;
    private final TypedGuard<Uni<CloudAnswer>> bulkhead;
    private final Cache<String, TypedGuard<Uni<CloudAnswer>>> circuits =
            Caffeine.newBuilder().maximumSize(MAX_CIRCUITS).build();

    CloudClient(
            Provider cloud,
            HttpClient http,
            Route route,
            AnswerRules rules,
            OutboundSettings settings,
            Traffic traffic,
            InstantSource clock) {
        this.cloud = cloud;
        this.http = http;
        this.route = route;
        this.rules = rules;
        this.settings = settings;
        this.traffic = traffic;
        this.clock = clock;
        this.least = settings.deadline().dividedBy(LEAST_SHARE);
        this.pauses = new Pauses(settings.backoff(), least);
        this.heldBack = new HeldBack(clock);
        this.bulkhead = TypedGuard.create(new TypeLiteral<Uni<CloudAnswer>>() {})
                .withDescription("way out to " + cloud)
                .withBulkhead()
                .limit(settings.concurrency())
                .queueSize(settings.queue())
                .done()
                .build();
    }

    private TypedGuard<Uni<CloudAnswer>> circuit(String name) {
        var circuit = settings.circuitBreaker();
        return TypedGuard.create(new TypeLiteral<Uni<CloudAnswer>>() {})
                .withDescription("circuit of " + name)
                .withCircuitBreaker()
                .when(Setback::opensCircuit)
                .requestVolumeThreshold(circuit.volume())
                .failureRatio(circuit.ratio())
                .delay(circuit.delay().toMillis(), ChronoUnit.MILLIS)
                .onStateChange(state -> traffic.circuit(cloud, state))
                .done()
                .withRetry()
                .maxRetries(settings.retries())
                .whenException(Setback::passes)
                // The pause has its jitter already.
                .jitter(0, ChronoUnit.MILLIS)
                .withCustomBackoff()
                .strategy(() -> Setback::pauseMillis)
                .done()
                .done()
                .build();
    }

    /**
     * Asks the cloud, again if need be. Every request must be one that can be sent twice. The answer may be an error of the
     * cloud's, and is one that passes if the last attempt met no other. Comes within the deadline, on the caller's context.
     * Fails with {@link CloudTrouble} and nothing else.
     */
    public Uni<CloudAnswer> send(CloudRequest request) {
        return Uni.createFrom().context(asker -> {
            var context = Optional.ofNullable(Vertx.currentContext());
            var deadline = Deadline.in(settings.deadline());
            var call = new Call(request, deadline, Patience.sooner(asker, deadline), new AtomicInteger());
            if (heldBack.isHeld(request.host())) {
                traffic.turnedAway(cloud, Kind.BUSY);
                return Uni.createFrom().failure(new CloudTrouble(Kind.BUSY, request.host()));
            }
            return circuits.get(request.host().circuit(), this::circuit)
                    .get(() -> bulkhead.get(() -> attempt(call)))
                    .ifNoItem()
                    .after(settings.deadline().plus(GRACE))
                    .fail()
                    .onFailure(Setback.class)
                    .recoverWithUni(Setback::end)
                    .onFailure()
                    .transform(failure -> ended(call, failure))
                    .emitOn(task -> context.ifPresentOrElse(mine -> mine.runOnContext(_ -> task.run()), task));
        });
    }

    private CloudTrouble ended(Call call, Throwable failure) {
        var trouble = call.attempts.get() == 0 && failure instanceof TimeoutException
                ? new CloudTrouble(Kind.BUSY, call.request.host())
                : Troubles.of(call.request.host(), failure);
        if (trouble.kind() == Kind.BUSY || trouble.kind() == Kind.CIRCUIT_OPEN) {
            traffic.turnedAway(cloud, trouble.kind());
        }
        return trouble;
    }

    /** The deadline stands inside the bulkhead too: it ends the exchange itself, so that a hanging one gives its place back. */
    private Uni<CloudAnswer> attempt(Call call) {
        if (call.attempts.get() == 0 && call.deadline.left().compareTo(least) < 0) {
            // The time went into queueing.
            return Uni.createFrom().failure(new CloudTrouble(Kind.BUSY, call.request.host()));
        }
        var left = call.end.left();
        if (!left.isPositive()) {
            return Uni.createFrom().failure(new CloudTrouble(Kind.TIMEOUT, call.request.host()));
        }
        var number = call.attempts.getAndIncrement();
        var began = System.nanoTime();
        return route.to(call.request.host(), number)
                .chain(server -> Exchange.of(
                        http,
                        Outgoing.of(call.request, route.isEncrypted()),
                        server,
                        route.isEncrypted(),
                        settings.maxAnswer().asLongValue(),
                        (answer, body) ->
                                Answers.read(call.request.host(), answer.statusCode(), answer.headers(), body)))
                .ifNoItem()
                .after(left)
                .fail()
                .onFailure()
                .transform(failure -> failed(call, number, failure, took(began), left))
                .invoke(answer -> traffic.answered(cloud, answer.status(), took(began)))
                .chain(answer -> answered(call, number, answer));
    }

    private Uni<CloudAnswer> answered(Call call, int number, CloudAnswer answer) {
        if (!rules.passes(answer)) {
            return Uni.createFrom().item(answer);
        }
        var asked = RetryAfter.of(answer, clock).orElse(Duration.ZERO);
        var pause = pauses.after(number, asked, call.end);
        if (pause.isEmpty() && asked.isPositive()) {
            heldBack.hold(call.request.host(), asked);
        }
        return Uni.createFrom().failure(Setback.of(answer, pause, rules.opensCircuit(answer)));
    }

    /** @param given how long it had: too short a time says nothing about the cloud */
    private Setback failed(Call call, int number, Throwable failure, Duration took, Duration given) {
        var trouble = Troubles.of(call.request.host(), failure);
        traffic.failed(cloud, trouble.kind(), took);
        return Setback.of(
                trouble,
                trouble.kind().passes() ? pauses.after(number, Duration.ZERO, call.end) : Optional.empty(),
                trouble.kind().opensCircuit() && (trouble.kind() != Kind.TIMEOUT || given.compareTo(least) >= 0));
    }

    private static Duration took(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * One {@link #send}, over all its attempts.
     *
     * @param deadline its own
     * @param end when it is over: then, or when its asker does not wait any more
     */
    private record Call(CloudRequest request, Deadline deadline, Deadline end, AtomicInteger attempts) {}
}
