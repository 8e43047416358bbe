package io.latchkey.delivery;

import io.latchkey.delivery.Outcome.Failed;
import io.latchkey.delivery.Outcome.Gone;
import io.latchkey.delivery.Outcome.Taken;
import io.latchkey.store.Receiver;
import io.latchkey.store.Receiver.AtKafka;
import io.latchkey.store.Receiver.AtWebhook;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Counts attempts to tell receivers, and what was given up. There from the start, so that an alert sees them grow. */
@Singleton
class DeliveryMeters {

    private final MeterRegistry metrics;

    DeliveryMeters(MeterRegistry metrics) {
        this.metrics = metrics;
        List.of("webhook", "kafka").forEach(kind -> {
            List.of("taken", "failed", "gone")
                    .forEach(outcome -> metrics.timer("latchkey.deliveries", "receiver", kind, "outcome", outcome));
            metrics.counter("latchkey.deliveries.given.up", "receiver", kind);
        });
    }

    void attempted(Receiver receiver, Outcome outcome, Duration took) {
        var label = switch (outcome) {
            case Taken _ -> "taken";
            case Failed _ -> "failed";
            case Gone _ -> "gone";
        };
        metrics.timer("latchkey.deliveries", "receiver", kind(receiver), "outcome", label)
                .record(took);
    }

    void givenUp(Receiver receiver) {
        metrics.counter("latchkey.deliveries.given.up", "receiver", kind(receiver))
                .increment();
    }

    private static String kind(Receiver receiver) {
        return switch (receiver) {
            case AtWebhook _ -> "webhook";
            case AtKafka _ -> "kafka";
        };
    }
}
