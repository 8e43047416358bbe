package io.latchkey.api;

import io.latchkey.key.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts the answers that say no, by what was wrong first. */
@Singleton
class RefusalCounts {

    private final MeterRegistry metrics;

    RefusalCounts(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void count(List<Fault> faults) {
        metrics.counter("latchkey.refusals", "code", faults.getFirst().refusal().code())
                .increment();
    }
}
