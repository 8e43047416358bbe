package io.latchkey.api;

import io.latchkey.registry.WebhookTrial.Result;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/** Whether a webhook listens. An addition to the contract. */
@RegisterForReflection
public record TrialView(boolean delivered, Optional<Integer> status, Optional<String> failure, long tookMs) {

    static TrialView of(Result result) {
        return new TrialView(
                result.delivered(),
                result.status(),
                result.failure(),
                result.took().toMillis());
    }
}
