package io.latchkey.api;

import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.organization.WebhookId;
import java.util.UUID;

/** The ids in the path of a webhook. A text that can be none is not found, like the id of one that is not there. */
final class WebhookPath {

    private WebhookPath() {}

    static WebhookId webhook(String id) {
        return WebhookId.parse(id)
                .orElseThrow(() -> new RefusedException(Fault.of(
                        Refusal.NOT_FOUND,
                        "There is no such webhook.",
                        "A webhook's id looks like whk-a1b2c3d4e5f6.")));
    }

    static UUID event(String id) {
        if (!AdminPath.isUuid(id)) {
            throw new RefusedException(
                    Fault.of(Refusal.NOT_FOUND, "There is no such event.", "An event's id is a UUID."));
        }
        return UUID.fromString(id);
    }
}
