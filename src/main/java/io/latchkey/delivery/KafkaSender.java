package io.latchkey.delivery;

import io.latchkey.delivery.Outcome.Failed;
import io.latchkey.delivery.Outcome.Taken;
import io.latchkey.store.Receiver.AtKafka;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * Tells Kafka. All events of a key go to one partition, in order.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 *     over Kafka</a>
 */
@Singleton
class KafkaSender implements Sender<AtKafka> {

    static final String CHANNEL = "key-events";

    /** There is none where Kafka is not configured. */
    private final Instance<MutinyEmitter<String>> emitter;

    private final DeliverySettings settings;

    KafkaSender(@Channel(CHANNEL) Instance<MutinyEmitter<String>> emitter, DeliverySettings settings) {
        this.emitter = emitter;
        this.settings = settings;
    }

    @Override
    public Uni<Outcome> send(AtKafka kafka, CloudEvent event) {
        var headers = new RecordHeaders()
                .add("content-type", (CloudEvent.CONTENT_TYPE + "; charset=UTF-8").getBytes(StandardCharsets.UTF_8));
        var metadata = Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(event.subject())
                .withHeaders(headers)
                .build());
        return Uni.createFrom()
                .deferred(() -> emitter.get().sendMessage(Message.of(event.json(), metadata)))
                .ifNoItem()
                .after(settings.deadline())
                .fail()
                .map(_ -> taken())
                .onFailure()
                .recoverWithItem(KafkaSender::silent);
    }

    private static Outcome taken() {
        return new Taken(Optional.empty());
    }

    private static Outcome silent(Throwable failure) {
        return new Failed(Optional.empty(), Optional.of(failure.getClass().getSimpleName()), Optional.empty());
    }
}
