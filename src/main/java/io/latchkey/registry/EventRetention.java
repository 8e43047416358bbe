package io.latchkey.registry;

import io.latchkey.store.EventStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Forgets what became of keys long ago. */
@Singleton
class EventRetention {

    private static final Logger LOG = Logger.getLogger(EventRetention.class);
    private static final int BATCH = 5_000;

    private final EventStore events;
    private final EventSettings settings;

    EventRetention(EventStore events, EventSettings settings) {
        this.events = events;
        this.settings = settings;
    }

    @Scheduled(
            every = "1H",
            delayed = "1M",
            identity = "event-retention",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return events.forgetOlderThan(settings.retention(), BATCH)
                .chain(count -> count == BATCH ? forgetOld() : Uni.createFrom().voidItem())
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("old events are forgotten later: %s", failure);
                    return Uni.createFrom().voidItem();
                });
    }
}
