package io.latchkey.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Provider;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict.Unreachable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProbeCountsTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ProbeCounts counts = new ProbeCounts(Provider.GCP, metrics);

    /** To Prometheus a counter that appears with 1 has not grown. */
    @Test
    void hasWhatAlertsAskForFromTheStart() {
        assertThat(metrics.get("latchkey.leases.lost")
                        .tag("provider", "GCP")
                        .counter()
                        .count())
                .isZero();
        assertThat(Stream.of(Trouble.values()).map(this::troubles)).containsOnly(0.0);
    }

    @Test
    void countsATroubleOnce() {
        counts.count(new Unreachable(Trouble.CLOCK_SKEW, ""), Duration.ofMillis(1));
        assertThat(troubles(Trouble.CLOCK_SKEW)).isEqualTo(1);
        assertThat(metrics.get("latchkey.cloud.trouble").counters().stream().mapToDouble(Counter::count))
                .hasSize(Trouble.values().length)
                .filteredOn(count -> count != 0)
                .hasSize(1);
    }

    private double troubles(Trouble trouble) {
        return metrics.get("latchkey.cloud.trouble")
                .tags("provider", "GCP", "trouble", trouble.name())
                .counter()
                .count();
    }
}
