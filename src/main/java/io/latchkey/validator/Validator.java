package io.latchkey.validator;

import io.latchkey.key.KeyRegistered;
import io.latchkey.key.Provider;
import io.latchkey.provider.KeyProvider;
import io.latchkey.store.Leases;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Keeps every key's phase true: wakes the lanes on each tick, and at once for a key that was just registered. */
@Singleton
public class Validator {

    private static final Logger LOG = Logger.getLogger(Validator.class);

    private final Map<Provider, Lane> lanes = new EnumMap<>(Provider.class);

    Validator(@All List<KeyProvider> providers, Leases leases, ValidatorSettings settings) {
        var owner = UUID.randomUUID().toString();
        LOG.infof("validator %s takes its share of the due keys", owner);
        for (var provider : providers) {
            for (var name : provider.providers()) {
                lanes.put(name, new Lane(name, new Prober(name, provider, settings), leases, settings, owner));
            }
        }
    }

    @Scheduled(every = "${latchkey.validator.tick:1S}", identity = "validator")
    @NonBlocking
    void tick() {
        lanes.values().forEach(Lane::work);
    }

    void probeAtOnce(@Observes KeyRegistered registered) {
        lanes.get(registered.provider()).work();
    }

    void stop(@Observes ShutdownEvent event) {
        lanes.values().forEach(Lane::stop);
    }
}
