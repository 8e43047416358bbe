package io.latchkey.delivery;

import io.latchkey.delivery.Outcome.Failed;
import io.latchkey.delivery.Outcome.Gone;
import io.latchkey.delivery.Outcome.Taken;
import io.latchkey.organization.Delivery.State;
import io.latchkey.registry.NameSettings;
import io.latchkey.store.Parcel;
import io.latchkey.store.Parcels;
import io.latchkey.store.Parcels.Ending;
import io.latchkey.store.Receiver.AtKafka;
import io.latchkey.store.Receiver.AtWebhook;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Brings one event that is claimed to its receiver, and settles what became of it. */
@Singleton
class Courier {

    private final WebhookSender webhooks;
    private final KafkaSender kafka;
    private final Parcels parcels;
    private final DeliveryMeters meters;
    private final Persistence withWebhooks;
    private final Persistence withKafka;
    private final String authority;

    Courier(
            WebhookSender webhooks,
            KafkaSender kafka,
            Parcels parcels,
            DeliveryMeters meters,
            DeliverySettings settings,
            NameSettings names) {
        this.webhooks = webhooks;
        this.kafka = kafka;
        this.parcels = parcels;
        this.meters = meters;
        this.withWebhooks = Persistence.withWebhooks(settings);
        this.withKafka = Persistence.withKafka(settings);
        this.authority = names.authority();
    }

    /** Whether the claim still held at the end. One that did not is somebody else's by now, who brings the event again. */
    Uni<Boolean> bring(Parcel parcel) {
        var began = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> sent(parcel))
                .onFailure()
                .recoverWithItem(Courier::broken)
                .chain(outcome -> {
                    var took = Duration.ofNanos(System.nanoTime() - began);
                    meters.attempted(parcel.receiver(), outcome, took);
                    return settle(parcel, outcome, took);
                });
    }

    private Uni<Outcome> sent(Parcel parcel) {
        var event = CloudEvent.of(parcel.event(), authority);
        return switch (parcel.receiver()) {
            case AtWebhook webhook -> webhooks.send(webhook, event);
            case AtKafka stream -> kafka.send(stream, event);
        };
    }

    /** A fault of ours, which another attempt may not meet. */
    private static Outcome broken(Throwable failure) {
        return new Failed(Optional.empty(), Optional.of(failure.getClass().getSimpleName()), Optional.empty());
    }

    private Uni<Boolean> settle(Parcel parcel, Outcome outcome, Duration took) {
        return switch (outcome) {
            case Taken _ -> settle(parcel, outcome, State.DELIVERED, Duration.ZERO);
            case Gone _ ->
                settle(parcel, outcome, State.DEAD, Duration.ZERO)
                        .call(held -> held
                                ? parcels.disableGone(parcel)
                                : Uni.createFrom().nullItem());
            case Failed(var _, var _, var asked) ->
                pause(parcel, asked, took)
                        .map(pause -> settle(parcel, outcome, State.PENDING, pause))
                        .orElseGet(() -> {
                            meters.givenUp(parcel.receiver());
                            return settle(parcel, outcome, State.DEAD, Duration.ZERO);
                        });
        };
    }

    private Optional<Duration> pause(Parcel parcel, Optional<Duration> asked, Duration took) {
        var persistence = switch (parcel.receiver()) {
            case AtWebhook _ -> withWebhooks;
            case AtKafka _ -> withKafka;
        };
        var now = parcel.claimedAt().plus(took);
        return persistence.pause(parcel.attempts(), parcel.queuedAt(), now, asked, ThreadLocalRandom.current());
    }

    private Uni<Boolean> settle(Parcel parcel, Outcome outcome, State state, Duration pause) {
        return parcels.settle(
                parcel, new Ending(state, pause, withWebhooks.giveUpAfter(), outcome.answered(), outcome.silence()));
    }
}
