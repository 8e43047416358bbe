package io.latchkey.delivery;

import io.latchkey.store.KafkaReceiver;
import io.latchkey.store.Mailroom;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Now and then: says whether there is a Kafka, leaves webhooks that are far behind, forgets what is old. */
@Singleton
class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Small enough that forgetting holds up nobody. */
    private static final int BATCH = 5_000;

    private final Mailroom mailroom;
    private final KafkaReceiver kafka;
    private final KafkaSettings kafkaSettings;
    private final DeliverySettings settings;

    Upkeep(Mailroom mailroom, KafkaReceiver kafka, KafkaSettings kafkaSettings, DeliverySettings settings) {
        this.mailroom = mailroom;
        this.kafka = kafka;
        this.kafkaSettings = kafkaSettings;
        this.settings = settings;
    }

    /** Nothing that happens from now on is to be missed by a Kafka that was just configured. */
    void start(@Observes StartupEvent event) {
        if (kafkaSettings.enabled()) {
            kafka.want().await().atMost(PATIENCE);
        }
    }

    @Scheduled(
            every = "${latchkey.delivery.census:30S}",
            identity = "delivery-backlog",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> leaveBehind() {
        return later(
                "webhooks that are far behind are left",
                mailroom.leaveBehind(settings.backlog()).invoke(count -> {
                    if (count > 0) {
                        LOG.infof("%d webhooks were disabled: more than %d events waited", count, settings.backlog());
                    }
                }));
    }

    @Scheduled(
            every = "1H",
            delayed = "1M",
            identity = "delivery-retention",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        var age = settings.retention();
        return later(
                "old deliveries are forgotten",
                (kafkaSettings.enabled() ? kafka.want() : kafka.leaveIfUnwanted())
                        .chain(() -> all(() -> mailroom.forgetEnded(age, BATCH)))
                        .chain(() -> all(() -> mailroom.forgetUnwanted(age, BATCH)))
                        .chain(() -> all(() -> mailroom.forgetLines(BATCH)))
                        .chain(mailroom::forgetRemoved));
    }

    private static Uni<Void> all(Supplier<Uni<Integer>> batch) {
        return batch.get()
                .chain(count -> count == BATCH ? all(batch) : Uni.createFrom().voidItem());
    }

    private static Uni<Void> later(String what, Uni<?> work) {
        return work.replaceWithVoid().onFailure().recoverWithUni(failure -> {
            LOG.warnf("%s later: %s", what, failure);
            return Uni.createFrom().voidItem();
        });
    }
}
