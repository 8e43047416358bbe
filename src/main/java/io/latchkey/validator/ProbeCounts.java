package io.latchkey.validator;

import io.latchkey.key.Provider;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** What the probes of one provider found and how long they took; docs/operations.md lists the meters. */
final class ProbeCounts {

    private static final String PROVIDER = "provider";

    private final Provider provider;
    private final MeterRegistry metrics;

    ProbeCounts(Provider provider, MeterRegistry metrics) {
        this.provider = provider;
        this.metrics = metrics;
        // There from the start, so that an alert sees them grow: a counter that appears with 1 has not grown.
        lost(0);
        for (var trouble : Trouble.values()) {
            count(trouble, 0);
        }
    }

    void count(Verdict verdict, Duration took) {
        metrics.timer("latchkey.probe.duration", PROVIDER, provider.label()).record(took);
        switch (verdict) {
            case Usable _ -> count("usable", "none");
            case Refused(var reason, var _) -> count("refused", reason.name());
            case Unreachable(var trouble, var _) -> {
                count("unreachable", trouble.name());
                count(trouble, 1);
            }
        }
    }

    /** Leases that were lost before what was found could be settled. */
    void lost(int leases) {
        metrics.counter("latchkey.leases.lost", PROVIDER, provider.label()).increment(leases);
    }

    private void count(Trouble trouble, int times) {
        metrics.counter("latchkey.cloud.trouble", PROVIDER, provider.label(), "trouble", trouble.name())
                .increment(times);
    }

    private void count(String verdict, String reason) {
        metrics.counter("latchkey.probes", PROVIDER, provider.label(), "verdict", verdict, "reason", reason)
                .increment();
    }
}
