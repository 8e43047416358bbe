package io.latchkey.delivery;

import io.latchkey.store.Mailroom;
import io.latchkey.store.Mailroom.Waiting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * For how long events have been waiting. Every replica tells the same, of the whole database; while that does not answer they
 * are not a number.
 */
@Singleton
class DeliveryGauges {

    private static final Waiting UNKNOWN = new Waiting(Double.NaN, Double.NaN);

    private final Mailroom mailroom;
    private volatile Waiting waiting = UNKNOWN;

    DeliveryGauges(Mailroom mailroom, MeterRegistry metrics) {
        this.mailroom = mailroom;
        Gauge.builder("latchkey.oldest.undelivered", () -> waiting.webhookSeconds())
                .baseUnit("seconds")
                .tag("receiver", "webhook")
                .register(metrics);
        Gauge.builder("latchkey.oldest.undelivered", () -> waiting.kafkaSeconds())
                .baseUnit("seconds")
                .tag("receiver", "kafka")
                .register(metrics);
    }

    @Scheduled(
            every = "${latchkey.delivery.census:30S}",
            identity = "delivery-census",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return mailroom.waiting()
                .onFailure()
                // Why is told where the database is used.
                .recoverWithItem(UNKNOWN)
                .invoke(found -> waiting = found)
                .replaceWithVoid();
    }
}
