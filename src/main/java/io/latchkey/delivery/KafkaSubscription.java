package io.latchkey.delivery;

import io.latchkey.store.KafkaReceiver;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Sees to it that Kafka is told from the first start on that has one, and no longer once there is none. */
@Singleton
class KafkaSubscription {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaReceiver receiver;
    private final KafkaSettings settings;

    KafkaSubscription(KafkaReceiver receiver, KafkaSettings settings) {
        this.receiver = receiver;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        receiver.set(settings.enabled()).await().atMost(PATIENCE);
    }
}
