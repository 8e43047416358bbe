package io.latchkey.delivery;

import io.latchkey.registry.WebhookSettings;
import io.latchkey.store.DatabaseSettings;
import io.latchkey.store.Parcels;
import io.latchkey.store.Parcels.Room;
import io.latchkey.store.Receiver.Kind;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.config.Secret;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * This replica's share of telling receivers what becomes of keys: those kinds of receivers that it can tell, each apart, so that
 * customers' webhooks hold up no Kafka.
 */
@Singleton
class Post {

    private static final Logger LOG = Logger.getLogger(Post.class);

    private final List<Round> rounds = new ArrayList<>();
    private final Duration patience;

    Post(
            Parcels parcels,
            Courier courier,
            DeliverySettings settings,
            WebhookSettings webhooks,
            KafkaSettings kafka,
            DatabaseSettings database) {
        var owner = UUID.randomUUID().toString();
        var most = settings.concurrency();
        if (webhooks.secret().map(Secret::get).isPresent()) {
            var room = new Room(most, settings.perReceiver(), settings.perOrganization());
            rounds.add(new Round(Kind.WEBHOOK, room, settings.lease(), parcels, courier, owner));
        }
        if (kafka.enabled()) {
            var room = new Room(most, most, most);
            rounds.add(new Round(Kind.KAFKA, room, settings.lease(), parcels, courier, owner));
        }
        this.patience = settings.deadline().plus(database.deadline());
    }

    @Scheduled(every = "${latchkey.delivery.tick:1S}", identity = "delivery")
    @NonBlocking
    void work() {
        rounds.forEach(Round::work);
    }

    /** Lets what is being brought end and be settled: what is left behind would be brought a second time. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException, ExecutionException {
        var idle = CompletableFuture.allOf(rounds.stream().map(Round::stop).toArray(CompletableFuture[]::new));
        try {
            idle.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("some events were not settled before the end; they are brought again when their leases end");
        }
    }
}
