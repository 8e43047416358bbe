package io.latchkey.outbound;

import io.latchkey.key.Provider;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts what goes out, in the timer {@code latchkey.outbound}: each attempt, by cloud and outcome. */
@Singleton
class CountedTraffic implements Traffic {

    static final String METRIC = "latchkey.outbound";

    private static final Logger LOG = Logger.getLogger(CountedTraffic.class);

    private final MeterRegistry metrics;

    CountedTraffic(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void answered(Provider cloud, int status, Duration took) {
        count(cloud, String.valueOf(status), took);
    }

    @Override
    public void failed(Provider cloud, CloudTrouble.Kind kind, Duration took) {
        count(cloud, kind.name(), took);
    }

    @Override
    public void turnedAway(Provider cloud, CloudTrouble.Kind kind) {
        count(cloud, kind.name(), Duration.ZERO);
    }

    @Override
    public void circuit(Provider cloud, CircuitBreakerState state) {
        LOG.warnf("%s: the circuit breaker is %s", cloud.label(), state);
    }

    private void count(Provider cloud, String outcome, Duration took) {
        metrics.timer(METRIC, "provider", cloud.label(), "outcome", outcome).record(took);
        LOG.debugf("%s: %s after %d ms", cloud.label(), outcome, took.toMillis());
    }
}
