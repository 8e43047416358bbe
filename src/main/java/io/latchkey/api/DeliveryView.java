package io.latchkey.api;

import io.latchkey.organization.Delivery;
import io.latchkey.organization.Delivery.State;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a webhook was told, or could not be told, on the wire. An addition to the contract. */
@RegisterForReflection
public record DeliveryView(
        UUID eventId,
        String eventType,
        String keyId,
        State state,
        int attempts,
        Optional<Integer> status,
        Optional<String> failure,
        Instant queuedAt,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> endedAt) {

    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.event().id(),
                delivery.event().type().label(),
                delivery.event().key().value(),
                delivery.state(),
                delivery.attempts(),
                delivery.status(),
                delivery.failure(),
                delivery.queuedAt(),
                Optional.of(delivery.dueAt()).filter(_ -> delivery.state() == State.PENDING),
                delivery.endedAt());
    }
}
