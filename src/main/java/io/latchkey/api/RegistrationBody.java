package io.latchkey.api;

import io.latchkey.key.DisplayName;
import io.latchkey.key.Fault;
import io.latchkey.key.IdempotencyKey;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.registry.Registration;
import java.util.List;
import java.util.Optional;

/** The body of POST: a provider key, and a name if the caller gives one; and the header that makes it safe to repeat. */
final class RegistrationBody {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private RegistrationBody() {}

    /**
     * @param idempotencyKey the header's lines
     */
    static Registration read(RequestBody body, List<String> idempotencyKey) {
        var name = idempotencyKey.stream().map(RegistrationBody::parse).findFirst();
        var reader = BodyReader.of(body);
        var providerKey = reader.providerKey();
        var displayName = reader.hasValue("/display_name") ? reader.displayName() : Optional.<DisplayName>empty();
        reader.refuseIfFaulty();
        return new Registration(providerKey.orElseThrow(), displayName, name);
    }

    private static IdempotencyKey parse(String header) {
        return IdempotencyKey.parse(header)
                .orElseThrow(() -> new RefusedException(Fault.of(
                        Refusal.BAD_REQUEST,
                        IDEMPOTENCY_KEY + " is empty, too long, or holds other characters than visible ASCII.",
                        "Send 1 to 255 visible ASCII characters, a random UUID say.")));
    }
}
