package io.latchkey.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.GcpKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.Observed;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Standing;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.provider.KeyProvider;
import io.latchkey.store.Lease;
import io.latchkey.support.Unscheduled;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A provider that breaks its word still gives a verdict, and never one against the key. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class ProberTest {

    private static final int CONCURRENCY = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void passesOnWhatTheProviderFound() {
        assertThat(verdict(() -> Uni.createFrom().item(new Usable("global")))).isEqualTo(new Usable("global"));
    }

    @Test
    void callsAHangingProviderUnreachable() {
        assertThat(verdict(() -> Uni.createFrom().nothing())).isInstanceOf(Unreachable.class);
    }

    @Test
    void callsAFailingProviderUnreachable() {
        assertThat(verdict(() -> Uni.createFrom().failure(new IllegalStateException("broken"))))
                .isInstanceOf(Unreachable.class);
        assertThat(verdict(() -> {
                    throw new IllegalStateException("broken at once");
                }))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void probesOnAfterMoreHangingProbesThanItHasPlaces() {
        var hanging = new AtomicInteger(CONCURRENCY + 11);
        var prober = prober(() -> hanging.getAndDecrement() > 0
                ? Uni.createFrom().nothing()
                : Uni.createFrom().item(new Usable("global")));
        for (var probe = 0; probe < CONCURRENCY + 11; probe++) {
            assertThat(verdict(prober)).isInstanceOf(Unreachable.class);
        }
        assertThat(verdict(prober)).isEqualTo(new Usable("global"));
    }

    private static Verdict verdict(Supplier<Uni<Verdict>> answer) {
        return verdict(prober(answer));
    }

    private static Prober prober(Supplier<Uni<Verdict>> answer) {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(ValidatorSettings.class)
                .withDefaultValue("latchkey.validator.probe-timeout", "100MS")
                .withDefaultValue("latchkey.validator.concurrency", String.valueOf(CONCURRENCY))
                .withConverter(Duration.class, 100, new DurationConverter())
                .build()
                .getConfigMapping(ValidatorSettings.class);
        return new Prober(
                Provider.GCP,
                new Answering(answer),
                settings,
                new SimpleMeterRegistry(),
                new CloudStates(Clock.systemUTC()));
    }

    private static Verdict verdict(Prober prober) {
        var lease = new Lease(
                new KeyId("cck-a1b2c3d4e5f6"),
                new GcpKey("projects/example/locations/global/keyRings/ring/cryptoKeys/key"),
                1,
                Standing.registered(Instant.EPOCH),
                Observed.NOTHING,
                Instant.EPOCH,
                Instant.EPOCH,
                false);
        return prober.probe(lease).await().atMost(PATIENCE);
    }

    private record Answering(Supplier<Uni<Verdict>> answer) implements KeyProvider {

        @Override
        public Set<Provider> providers() {
            return Set.of(Provider.GCP);
        }

        @Override
        public Uni<Verdict> probe(KeyId id, ProviderKey key) {
            return answer.get();
        }
    }
}
