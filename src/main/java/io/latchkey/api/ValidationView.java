package io.latchkey.api;

import io.latchkey.key.Phase;
import io.latchkey.key.Reason;
import io.latchkey.key.Validation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * A validation on the wire, {@code byok.v1.KeyValidation}.
 *
 * @param reason Latchkey's addition to the contract: the message for programs
 */
@RegisterForReflection
public record ValidationView(
        Phase phase, Optional<String> message, Optional<Reason> reason, Instant since, Optional<String> region) {

    static ValidationView of(Validation validation) {
        return new ValidationView(
                validation.phase(),
                validation.reason().map(Reason::message),
                validation.reason(),
                validation.since(),
                validation.region());
    }
}
