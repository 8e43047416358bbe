package io.latchkey.validator;

import io.latchkey.key.Inspection;
import io.latchkey.key.Reason;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.provider.KeyProvider;
import io.latchkey.store.Lease;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Looks at grants more closely, after a probe and in what is left of its time. Whatever goes wrong, the verdict stands, and what
 * an earlier inspection found does.
 */
final class Inspector {

    private static final Logger LOG = Logger.getLogger(Inspector.class);

    private final KeyProvider provider;
    private final Duration interval;
    private final Duration timeout;

    Inspector(KeyProvider provider, ValidatorSettings settings) {
        this.provider = provider;
        this.interval = settings.inspectionInterval();
        this.timeout = settings.probeTimeout();
    }

    /**
     * @param isAsked whether the key's owner asks for it, having mended what was found perhaps
     * @param took how long the probe did
     */
    Uni<Inspection> inspect(Lease lease, Verdict verdict, boolean isAsked, Duration took) {
        var left = timeout.minus(took);
        if (!left.isPositive()) {
            return Uni.createFrom().item(Inspection.NONE);
        }
        return KeyProvider.within(
                        left,
                        Uni.createFrom()
                                .deferred(() -> look(
                                        lease,
                                        verdict,
                                        isAsked
                                                || isDue(
                                                        lease, lease.claimedAt().plus(took)))))
                .onFailure()
                .recoverWithItem(failure -> {
                    LogFields.during(
                            lease,
                            () -> LOG.debugf(
                                    "inspection of %s failed: %s", lease.key().value(), failure.toString()));
                    return Inspection.NONE;
                });
    }

    private Uni<Inspection> look(Lease lease, Verdict verdict, boolean isDue) {
        return switch (verdict) {
            case Usable _ when isDue -> provider.inspect(lease.key(), lease.providerKey());
            case Refused(var reason, var _)
            when reason == Reason.ACCESS_DENIED -> provider.explain(lease.key(), lease.providerKey());
            case Usable _, Refused _, Unreachable _ -> Uni.createFrom().item(Inspection.NONE);
        };
    }

    private boolean isDue(Lease lease, Instant now) {
        return lease.observed()
                .inspectedAt()
                .map(last -> !last.plus(interval).isAfter(now))
                .orElse(true);
    }
}
