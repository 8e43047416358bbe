package io.latchkey.registry;

import io.latchkey.organization.Webhook;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Who can tell a webhook something at once, to see whether it listens. */
@FunctionalInterface
public interface WebhookTrial {

    /**
     * What became of it.
     *
     * @param delivered whether the webhook took it
     * @param status what it answered
     * @param failure why it did not answer
     */
    record Result(boolean delivered, Optional<Integer> status, Optional<String> failure, Duration took) {}

    Uni<Result> test(Webhook webhook);
}
