package io.latchkey.provider.outbound;

import io.latchkey.key.Provider;
import io.quarkus.arc.DefaultBean;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Logs what goes out, if nobody counts it. */
@DefaultBean
@Singleton
class LoggedTraffic implements Traffic {

    private static final Logger LOG = Logger.getLogger(LoggedTraffic.class);

    @Override
    public void answered(Provider cloud, int status, Duration took) {
        LOG.debugf("%s: answer %d after %d ms", cloud.label(), status, took.toMillis());
    }

    @Override
    public void failed(Provider cloud, CloudTrouble.Kind kind, Duration took) {
        LOG.debugf("%s: %s after %d ms", cloud.label(), kind, took.toMillis());
    }

    @Override
    public void turnedAway(Provider cloud, CloudTrouble.Kind kind) {
        LOG.debugf("%s: turned away, %s", cloud.label(), kind);
    }

    @Override
    public void circuit(Provider cloud, CircuitBreakerState state) {
        LOG.infof("%s: circuit is %s", cloud.label(), state);
    }
}
