package io.latchkey.access;

import io.latchkey.store.CredentialStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** When API keys were last shown. Kept in memory and written once a minute, so that no request waits for it. */
@Singleton
class LastUses {

    private static final Logger LOG = Logger.getLogger(LastUses.class);

    private final CredentialStore credentials;
    private final Clock clock;
    private final AtomicReference<Map<String, Instant>> unwritten = new AtomicReference<>(new ConcurrentHashMap<>());

    LastUses(CredentialStore credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    void note(String apiKey) {
        unwritten.get().put(apiKey, clock.instant());
    }

    /** What can't be written now is lost: the next use tells as much. */
    @Scheduled(every = "1M", identity = "last-uses", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> write() {
        var uses = unwritten.getAndSet(new ConcurrentHashMap<>());
        return uses.isEmpty()
                ? Uni.createFrom().voidItem()
                : credentials.used(uses).onFailure().recoverWithUni(failure -> {
                    LOG.warnf("the last uses of %d API keys are not written: %s", uses.size(), failure);
                    return Uni.createFrom().voidItem();
                });
    }
}
