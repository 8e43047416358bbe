package io.latchkey.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Tells of a database that can't do its work, in one line a second however many requests meet it. */
final class Outages {

    private static final Logger LOG = Logger.getLogger(Outages.class);
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final AtomicLong told = new AtomicLong(System.nanoTime() - PAUSE);
    private final AtomicLong untold = new AtomicLong();

    void met(Throwable trouble) {
        untold.incrementAndGet();
        var last = told.get();
        var now = System.nanoTime();
        if (now - last >= PAUSE && told.compareAndSet(last, now)) {
            LOG.warnf(
                    "PostgreSQL can't do its work now, %d times since the last such line: %s",
                    untold.getAndSet(0), trouble.toString());
        }
    }
}
