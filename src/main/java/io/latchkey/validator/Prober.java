package io.latchkey.validator;

import io.latchkey.key.Provider;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.provider.KeyProvider;
import io.latchkey.store.Lease;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jboss.logging.Logger;

/** Probes keys of one provider. Whatever goes wrong on the way, the answer is a verdict and comes in time. */
final class Prober {

    private static final Logger LOG = Logger.getLogger(Prober.class);

    private final KeyProvider provider;
    private final TypedGuard<Uni<Verdict>> guard;
    private final Duration timeout;
    private final Provider name;
    private final ProbeCounts counts;
    private final CloudStates states;
    /** Each trouble has its own, so that a common one does not hide a rare one. */
    private final Map<Trouble, Silences> silences = new ConcurrentHashMap<>();

    Prober(Provider name, KeyProvider provider, ValidatorSettings settings, MeterRegistry metrics, CloudStates states) {
        this.name = name;
        this.counts = new ProbeCounts(name, metrics);
        this.states = states;
        this.provider = provider;
        this.timeout = settings.probeTimeout();
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Verdict>>() {})
                .withDescription("probe " + name)
                .withBulkhead()
                .limit(settings.concurrency())
                // Those out of turn come on top of the scheduled ones.
                .queueSize(settings.concurrency())
                .done()
                .withFallback()
                .handler(Prober::unreachable)
                .done()
                .build();
    }

    Uni<Verdict> probe(Lease lease) {
        var began = System.nanoTime();
        return guard.get(() -> inTime(lease)).invoke(verdict -> {
            counts.count(verdict, Duration.ofNanos(System.nanoTime() - began));
            states.met(name, verdict);
            LogFields.during(lease, () -> log(lease, verdict));
        });
    }

    /** Leases that were lost before what was found could be settled. */
    void lost(int leases) {
        counts.lost(leases);
    }

    private void log(Lease lease, Verdict verdict) {
        LOG.debugf("probed %s token=%d: %s", lease.key().value(), lease.token(), verdict);
        if (verdict instanceof Unreachable(var trouble, var detail)) {
            silences.computeIfAbsent(trouble, _ -> new Silences(InstantSource.system()))
                    .count(lease.key(), trouble + " " + detail)
                    .ifPresent(report -> LOG.warnf("%s: %s", name.label(), report));
        }
    }

    /** The deadline stands inside the bulkhead: it ends the probe itself, so that a hanging one gives its place back. */
    private Uni<Verdict> inTime(Lease lease) {
        return KeyProvider.within(timeout, provider.probe(lease.key(), lease.providerKey()));
    }

    private static Uni<Verdict> unreachable(Throwable failure) {
        var trouble = switch (failure) {
            case TimeoutException _ -> Trouble.TIMED_OUT;
            case BulkheadException _ -> Trouble.HELD_BACK;
            default -> Trouble.BROKEN;
        };
        return Uni.createFrom().item(new Unreachable(trouble, failure.toString()));
    }
}
