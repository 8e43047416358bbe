package io.latchkey.api;

import io.latchkey.key.KeyEventType;
import io.latchkey.organization.Webhook;
import io.latchkey.organization.Webhook.Cause;
import io.latchkey.organization.Webhook.Disabled;
import io.latchkey.registry.Webhooks.Made;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A webhook on the wire. An addition to the contract.
 *
 * @param secret only in the answer that made it
 */
@RegisterForReflection
public record WebhookView(
        String id,
        String url,
        Optional<String> secret,
        Optional<String> displayName,
        List<String> eventTypes,
        Instant createdAt,
        Optional<Instant> previousSecretUntil,
        boolean enabled,
        Optional<Instant> disabledAt,
        Optional<Cause> disabledBecause) {

    static WebhookView of(Webhook webhook) {
        return of(webhook, Optional.empty());
    }

    static WebhookView of(Made made) {
        return of(made.webhook(), Optional.of(made.secret().text()));
    }

    private static WebhookView of(Webhook webhook, Optional<String> secret) {
        return new WebhookView(
                webhook.id().value(),
                webhook.url(),
                secret,
                webhook.displayName(),
                webhook.types().stream().map(KeyEventType::label).sorted().toList(),
                webhook.createdAt(),
                webhook.previousUntil(),
                webhook.disabled().isEmpty(),
                webhook.disabled().map(Disabled::at),
                webhook.disabled().map(Disabled::cause));
    }

    @Override
    public String toString() {
        return "webhook " + id;
    }
}
