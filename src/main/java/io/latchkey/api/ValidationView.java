package io.latchkey.api;

import io.latchkey.key.Key;
import io.latchkey.key.Phase;
import io.latchkey.key.Reason;
import io.latchkey.key.Remedy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * A validation on the wire, {@code byok.v1.KeyValidation}.
 *
 * @param reason Latchkey's addition to the contract: the message for programs
 * @param resolution Latchkey's addition too: what the owner of the key can do
 */
@RegisterForReflection
public record ValidationView(
        Phase phase,
        Optional<String> message,
        Optional<Reason> reason,
        Optional<String> resolution,
        Instant since,
        Optional<String> region) {

    static ValidationView of(Key key) {
        var validation = key.validation();
        var reason = validation.reason();
        return new ValidationView(
                validation.phase(),
                reason.map(Reason::message),
                reason,
                reason.map(why -> Remedy.of(why, key.providerKey())),
                validation.since(),
                validation.region());
    }
}
