package io.latchkey.delivery;

import io.latchkey.delivery.Outcome.Failed;
import io.latchkey.delivery.Outcome.Gone;
import io.latchkey.delivery.Outcome.Taken;
import io.latchkey.organization.WebhookUrl;
import io.latchkey.outbound.CloudClients;
import io.latchkey.outbound.CloudTrouble;
import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.outbound.ReceiverClient;
import io.latchkey.outbound.ReceiverClient.Answer;
import io.latchkey.outbound.ReceiverClient.Message;
import io.latchkey.outbound.ReceiverHost;
import io.latchkey.registry.WebhookSecrets;
import io.latchkey.registry.WebhookSettings;
import io.latchkey.store.Receiver.AtWebhook;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells webhooks, signed so that they know who tells them.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
@Singleton
class WebhookSender implements Sender<AtWebhook> {

    private static final int GONE = 410;

    private final ReceiverClient client;
    private final WebhookSecrets secrets;
    private final Set<String> privateHosts;
    private final Clock clock;

    WebhookSender(
            CloudClients clients,
            WebhookSecrets secrets,
            WebhookSettings webhooks,
            DeliverySettings settings,
            Clock clock) {
        this.privateHosts = webhooks.privateHosts().orElse(Set.of());
        this.client = clients.toReceivers(privateHosts, settings.deadline(), settings.concurrency());
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Uni<Outcome> send(AtWebhook webhook, CloudEvent event) {
        // Once more: the operator may have taken a host off the list of private ones.
        return WebhookUrl.parse(webhook.url(), privateHosts)
                .map(url -> client.post(message(webhook, url, event))
                        .map(WebhookSender::outcome)
                        .onFailure(CloudTrouble.class)
                        .recoverWithItem(failure -> silent(word(failure.kind()))))
                .orElseGet(() -> Uni.createFrom().item(silent("NOT_ALLOWED")))
                .onFailure()
                .recoverWithItem(failure -> silent(failure.getClass().getSimpleName()));
    }

    private Message message(AtWebhook webhook, WebhookUrl url, CloudEvent event) {
        var now = clock.instant();
        var headers = Map.of(
                "Content-Type",
                CloudEvent.CONTENT_TYPE,
                "User-Agent",
                "Latchkey",
                "webhook-id",
                event.id(),
                "webhook-timestamp",
                String.valueOf(now.getEpochSecond()),
                "webhook-signature",
                signature(webhook, webhook.secretNumber(), event, now)
                        + (webhook.previousToo()
                                ? " " + signature(webhook, webhook.secretNumber() - 1, event, now)
                                : ""));
        var host = new ReceiverHost(url.value().getHost());
        return new Message(host, url.port(), url.isEncrypted(), url.path(), headers, event.json());
    }

    private String signature(AtWebhook webhook, int number, CloudEvent event, Instant at) {
        return secrets.of(webhook.webhook(), number).sign(event.id(), at, event.json());
    }

    private static Outcome outcome(Answer answer) {
        var status = answer.status();
        if (status >= 200 && status < 300) {
            return new Taken(Optional.of(status));
        }
        return status == GONE
                ? new Gone(status)
                : new Failed(Optional.of(status), Optional.empty(), answer.retryAfter());
    }

    /** Whether a name is unknown, or leads inside the platform's network, is nothing for a customer to learn. */
    private static String word(Kind kind) {
        return kind == Kind.NOT_PUBLIC || kind == Kind.NAME_UNKNOWN || kind == Kind.DNS
                ? "NO_PUBLIC_ADDRESS"
                : kind.name();
    }

    private static Outcome silent(String failure) {
        return new Failed(Optional.empty(), Optional.of(failure), Optional.empty());
    }
}
