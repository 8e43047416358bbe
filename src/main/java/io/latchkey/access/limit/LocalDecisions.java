package io.latchkey.access.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What a replica had to decide by itself, since Redis did not answer: counted, and told now and then. */
@Singleton
class LocalDecisions {

    static final String METRIC = "latchkey.rate.limit.local.decisions";

    private static final Logger LOG = Logger.getLogger(LocalDecisions.class);

    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private final Counter counter;
    private final AtomicLong failed = new AtomicLong(System.nanoTime() - PAUSE);
    private final AtomicLong told = new AtomicLong(System.nanoTime() - QUIET);

    LocalDecisions(MeterRegistry metrics) {
        this.counter = Counter.builder(METRIC)
                .description("Requests whose limit was decided by one replica alone, since Redis did not answer")
                .register(metrics);
    }

    /** Whether Redis failed just now: then requests don't wait for it one after the other. */
    boolean pausing() {
        return System.nanoTime() - failed.get() < PAUSE;
    }

    void count() {
        counter.increment();
    }

    void failed(Throwable trouble) {
        count();
        var now = System.nanoTime();
        failed.set(now);
        var last = told.get();
        if (now - last >= QUIET && told.compareAndSet(last, now)) {
            LOG.warnf(
                    "Redis does not answer, each replica limits for itself: %s",
                    trouble.getClass().getName());
        }
    }
}
