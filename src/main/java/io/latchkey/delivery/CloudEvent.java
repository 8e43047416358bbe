package io.latchkey.delivery;

import io.latchkey.key.DisplayName;
import io.latchkey.key.KeyEvent;
import io.latchkey.key.OrganizationId;
import io.latchkey.organization.WebhookId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * What a receiver is told, in the form that others know.
 *
 * @param subject what it is about; keeps what belongs together in order
 * @param json the whole event, in JSON
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">CloudEvents 1.0 in JSON</a>
 */
record CloudEvent(String id, String type, String subject, String json) {

    static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final String KEY_TYPES = "io.latchkey.key.";
    private static final String TEST_TYPE = "io.latchkey.webhook.test";

    /**
     * The event of a key.
     *
     * @param authority whose names the organization and the key have
     */
    static CloudEvent of(KeyEvent event, String authority) {
        var id = event.id().toString();
        var type = KEY_TYPES + event.type().label();
        return new CloudEvent(
                id,
                type,
                event.key().value(),
                frame(id, type, source(authority, event.organization()), event.at())
                        .put("subject", event.key().value())
                        // Tells which of two events of one key is the later one, however often each is told. As many
                        // digits as the largest number has, so that they compare as texts.
                        .put("sequence", "%019d".formatted(event.number()))
                        .put("partitionkey", event.key().value())
                        .put("data", data(event))
                        .encode());
    }

    /** An event of nothing, to see whether a webhook listens. */
    static CloudEvent test(WebhookId webhook, OrganizationId organization, String authority, UUID id, Instant at) {
        return new CloudEvent(
                id.toString(),
                TEST_TYPE,
                webhook.value(),
                frame(id.toString(), TEST_TYPE, source(authority, organization), at)
                        .put("subject", webhook.value())
                        .put("data", new JsonObject().put("webhook_id", webhook.value()))
                        .encode());
    }

    private static String source(String authority, OrganizationId organization) {
        return "crn://" + authority + "/organization=" + organization.value();
    }

    private static JsonObject frame(String id, String type, String source, Instant at) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", source)
                .put("type", type)
                .put("time", DateTimeFormatter.ISO_INSTANT.format(at))
                .put("datacontenttype", "application/json");
    }

    private static JsonObject data(KeyEvent event) {
        var validation = new JsonObject().put("phase", event.phase().name());
        event.reason()
                .ifPresent(reason -> validation.put("reason", reason.name()).put("message", reason.message()));
        event.region().ifPresent(region -> validation.put("region", region));
        var data = new JsonObject()
                .put("organization_id", event.organization().value().toString())
                .put("key_id", event.key().value())
                .put("provider", event.provider().label())
                .put("state", event.state().name())
                .put("validation", validation);
        event.displayName().map(DisplayName::value).ifPresent(name -> data.put("display_name", name));
        event.currentVersion().ifPresent(version -> data.put("current_version", version));
        return data;
    }
}
