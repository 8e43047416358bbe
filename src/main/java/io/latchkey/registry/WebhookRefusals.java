package io.latchkey.registry;

import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.organization.WebhookId;
import java.util.UUID;

/** How the registry says no to what is wanted of webhooks. */
final class WebhookRefusals {

    private WebhookRefusals() {}

    static RefusedException off() {
        return new RefusedException(Fault.of(
                Refusal.WEBHOOKS_OFF,
                "This Latchkey has no webhooks.",
                "Ask its operator to set latchkey.webhooks.secret."));
    }

    static RefusedException notFound(WebhookId id) {
        return new RefusedException(Fault.of(Refusal.NOT_FOUND, "There is no webhook '" + id.value() + "'."));
    }

    static RefusedException noSuchDelivery(WebhookId id, UUID event) {
        return new RefusedException(Fault.of(
                Refusal.NOT_FOUND,
                "The webhook '" + id.value() + "' was not told of an event '" + event + "'.",
                "List the webhook's deliveries: they are forgotten after a while."));
    }

    static RefusedException tooMany(int limit) {
        return new RefusedException(Fault.of(
                Refusal.QUOTA_EXCEEDED,
                "The number of webhooks is currently limited to " + limit + " per organization.",
                "Remove a webhook that is no longer needed."));
    }

    static RefusedException rotatedAlready(WebhookId id) {
        return new RefusedException(Fault.of(
                Refusal.ROTATED_ALREADY,
                "The secret of '" + id.value() + "' was rotated a short while ago, and the old one still signs.",
                "Wait until previous_until, or make another webhook."));
    }
}
