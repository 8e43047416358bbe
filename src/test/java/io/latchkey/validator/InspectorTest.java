package io.latchkey.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Finding;
import io.latchkey.key.GcpKey;
import io.latchkey.key.Inspection;
import io.latchkey.key.KeyId;
import io.latchkey.key.Observed;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Reason;
import io.latchkey.key.Standing;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.provider.KeyProvider;
import io.latchkey.store.Lease;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** When grants are looked at more closely, and that nothing comes of it where that fails. */
class InspectorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Usable USABLE = new Usable("global");
    private static final Inspection INSPECTED = Inspection.of(Finding.MAY_DESTROY, true);
    private static final Inspection EXPLAINED = Inspection.of(Finding.LOOK_DENIED, true);

    @Test
    void inspectsAUsableKeyOnceInAnInterval() {
        assertThat(inspected(Optional.empty(), USABLE)).isEqualTo(INSPECTED);
        assertThat(inspected(Optional.of(NOW.minus(DAY)), USABLE)).isEqualTo(INSPECTED);
        assertThat(inspected(Optional.of(NOW.minus(DAY).plusSeconds(1)), USABLE))
                .isEqualTo(Inspection.NONE);
    }

    @Test
    void inspectsWheneverTheOwnerAsks() {
        Supplier<Uni<Inspection>> answer = () -> Uni.createFrom().item(INSPECTED);
        assertThat(inspected(answer, lease(Optional.of(NOW)), USABLE, true, Duration.ZERO))
                .isEqualTo(INSPECTED);
        assertThat(inspected(answer, lease(Optional.of(NOW)), new Refused(Reason.KEY_DISABLED), true, Duration.ZERO))
                .isEqualTo(Inspection.NONE);
    }

    @Test
    void looksWhyAKeyIsDeniedEachTime() {
        assertThat(inspected(Optional.of(NOW), new Refused(Reason.ACCESS_DENIED)))
                .isEqualTo(EXPLAINED);
    }

    @Test
    void leavesEveryOtherKeyAlone() {
        assertThat(inspected(Optional.empty(), new Refused(Reason.KEY_DISABLED)))
                .isEqualTo(Inspection.NONE);
        assertThat(inspected(Optional.empty(), new Unreachable(Trouble.TIMED_OUT, "")))
                .isEqualTo(Inspection.NONE);
    }

    @Test
    void learnsNothingFromAnInspectionThatFailsHangsOrHasNoTimeLeft() {
        assertThat(inspected(() -> Uni.createFrom().failure(new IllegalStateException("broken")), Duration.ZERO))
                .isEqualTo(Inspection.NONE);
        assertThat(inspected(
                        () -> {
                            throw new IllegalStateException("broken at once");
                        },
                        Duration.ZERO))
                .isEqualTo(Inspection.NONE);
        var timeout = settings().probeTimeout();
        assertThat(inspected(() -> Uni.createFrom().nothing(), timeout.minusMillis(50)))
                .isEqualTo(Inspection.NONE);
        assertThat(inspected(() -> Uni.createFrom().item(INSPECTED), timeout)).isEqualTo(Inspection.NONE);
    }

    private static Inspection inspected(Optional<Instant> last, Verdict verdict) {
        return inspected(() -> Uni.createFrom().item(INSPECTED), last, verdict, Duration.ZERO);
    }

    private static Inspection inspected(Supplier<Uni<Inspection>> answer, Duration took) {
        return inspected(answer, Optional.empty(), USABLE, took);
    }

    private static Inspection inspected(
            Supplier<Uni<Inspection>> answer, Optional<Instant> last, Verdict verdict, Duration took) {
        return inspected(answer, lease(last), verdict, false, took);
    }

    private static Inspection inspected(
            Supplier<Uni<Inspection>> answer, Lease lease, Verdict verdict, boolean isAsked, Duration took) {
        return new Inspector(new Answering(answer), settings())
                .inspect(lease, verdict, isAsked, took)
                .await()
                .atMost(PATIENCE);
    }

    private static Lease lease(Optional<Instant> lastInspection) {
        return new Lease(
                new KeyId("cck-a1b2c3d4e5f6"),
                new GcpKey("projects/example/locations/global/keyRings/ring/cryptoKeys/key"),
                1,
                Standing.registered(Instant.EPOCH),
                new Observed(Set.of(), Optional.empty(), lastInspection),
                NOW,
                NOW,
                false);
    }

    private static ValidatorSettings settings() {
        return new NextDueTest.Settings(DAY, 0, DAY, DAY, DAY);
    }

    private record Answering(Supplier<Uni<Inspection>> answer) implements KeyProvider {

        @Override
        public Set<Provider> providers() {
            return Set.of(Provider.GCP);
        }

        @Override
        public Uni<Verdict> probe(KeyId id, ProviderKey key) {
            throw new AssertionError("nobody asked for a probe");
        }

        @Override
        public Uni<Inspection> inspect(KeyId id, ProviderKey key) {
            return answer.get();
        }

        @Override
        public Uni<Inspection> explain(KeyId id, ProviderKey key) {
            return Uni.createFrom().item(EXPLAINED);
        }
    }
}
