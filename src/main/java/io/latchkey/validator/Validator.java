package io.latchkey.validator;

import io.latchkey.key.KeyId;
import io.latchkey.key.KeyRegistered;
import io.latchkey.key.Provider;
import io.latchkey.provider.Providers;
import io.latchkey.registry.ProbeAtOnce;
import io.latchkey.store.DatabaseSettings;
import io.latchkey.store.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Keeps every key's phase true: wakes the lanes on each tick, and at once for a key that was just registered. */
@Singleton
public class Validator implements ProbeAtOnce {

    private static final Logger LOG = Logger.getLogger(Validator.class);

    private final Map<Provider, Lane> lanes = new EnumMap<>(Provider.class);
    private final Duration patience;

    Validator(
            Providers providers,
            Leases leases,
            ValidatorSettings settings,
            DatabaseSettings database,
            MeterRegistry metrics,
            CloudStates states) {
        patience = settings.probeTimeout().plus(database.deadline());
        var owner = UUID.randomUUID().toString();
        LOG.infof("validator %s takes its share of the due keys", owner);
        providers
                .chosen()
                .forEach((name, provider) -> lanes.put(
                        name,
                        new Lane(
                                name,
                                new Prober(name, provider, settings, metrics, states),
                                new Inspector(provider, settings),
                                leases,
                                settings,
                                owner)));
    }

    @Scheduled(every = "${latchkey.validator.tick:1S}", identity = "validator")
    @NonBlocking
    void tick() {
        lanes.values().forEach(Lane::work);
    }

    void probeAtOnce(@Observes KeyRegistered registered) {
        lanes.get(registered.provider()).work();
    }

    @Override
    public Uni<Void> probe(KeyId key, Provider provider) {
        return lanes.get(provider).probe(key);
    }

    /** Lets what is being probed end and be settled: a key left behind would have to wait for the end of its lease. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException, ExecutionException {
        var idle =
                CompletableFuture.allOf(lanes.values().stream().map(Lane::stop).toArray(CompletableFuture[]::new));
        try {
            idle.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("some probes were not settled before the end; their keys are due again when their leases end");
        }
    }
}
