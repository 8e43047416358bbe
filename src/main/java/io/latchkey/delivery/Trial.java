package io.latchkey.delivery;

import io.latchkey.delivery.Outcome.Taken;
import io.latchkey.organization.Webhook;
import io.latchkey.registry.NameSettings;
import io.latchkey.registry.WebhookTrial;
import io.latchkey.store.Receiver.AtWebhook;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Tells a webhook an event of nothing, to see whether it listens. */
@Singleton
class Trial implements WebhookTrial {

    private final WebhookSender sender;
    private final String authority;
    private final Clock clock;

    Trial(WebhookSender sender, NameSettings names, Clock clock) {
        this.sender = sender;
        this.authority = names.authority();
        this.clock = clock;
    }

    @Override
    public Uni<Result> test(Webhook webhook) {
        var now = clock.instant();
        var event = CloudEvent.test(webhook.id(), webhook.organization(), authority, UUID.randomUUID(), now);
        var isRotating = webhook.previousUntil().filter(now::isBefore).isPresent();
        var receiver = new AtWebhook(webhook.id(), webhook.url(), webhook.secretNumber(), isRotating);
        var began = System.nanoTime();
        return sender.send(receiver, event)
                .map(outcome -> new Result(
                        outcome instanceof Taken,
                        outcome.answered(),
                        outcome.silence(),
                        Duration.ofNanos(System.nanoTime() - began)));
    }
}
