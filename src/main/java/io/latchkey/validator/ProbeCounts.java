package io.latchkey.validator;

import io.latchkey.key.Provider;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** What the probes of one provider found, in the timer {@code latchkey.probes}. */
final class ProbeCounts {

    static final String METRIC = "latchkey.probes";

    private final Provider provider;
    private final MeterRegistry metrics;

    ProbeCounts(Provider provider, MeterRegistry metrics) {
        this.provider = provider;
        this.metrics = metrics;
    }

    void count(Verdict verdict, Duration took) {
        switch (verdict) {
            case Usable _ -> count("usable", "none", took);
            case Refused(var reason, var _) -> count("refused", reason.name(), took);
            case Unreachable(var trouble, var _) -> count("unreachable", trouble.name(), took);
        }
    }

    private void count(String verdict, String cause, Duration took) {
        metrics.timer(METRIC, "provider", provider.label(), "verdict", verdict, "cause", cause)
                .record(took);
    }
}
