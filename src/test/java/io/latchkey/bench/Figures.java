package io.latchkey.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What one run of a load gave.
 *
 * @param latencies in microseconds
 * @param failures answers that were none, or not the expected one
 * @param cpu what the server's process spent
 */
record Figures(Histogram latencies, long failures, Duration took, Duration cpu) {

    double perSecond() {
        return latencies.getTotalCount() / (took.toNanos() / 1e9);
    }

    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** Of the server alone. */
    double cpuMicrosPerRequest() {
        return cpu.toNanos() / 1e3 / latencies.getTotalCount();
    }
}
