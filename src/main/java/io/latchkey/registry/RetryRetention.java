package io.latchkey.registry;

import io.latchkey.store.Database;
import io.latchkey.store.RetryStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Forgets Idempotency-Keys that are no longer honoured. */
@Singleton
class RetryRetention {

    private static final Logger LOG = Logger.getLogger(RetryRetention.class);
    private static final int BATCH = 5_000;

    private final RetryStore retries;
    private final Database database;

    RetryRetention(RetryStore retries, Database database) {
        this.retries = retries;
        this.database = database;
    }

    @Scheduled(
            every = "1H",
            delayed = "1M",
            identity = "retry-retention",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return database.write(() -> retries.forgetOld(BATCH))
                .chain(count -> count == BATCH ? forgetOld() : Uni.createFrom().voidItem())
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("old idempotency keys are forgotten later: %s", failure);
                    return Uni.createFrom().voidItem();
                });
    }
}
