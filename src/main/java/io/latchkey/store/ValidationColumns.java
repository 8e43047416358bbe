package io.latchkey.store;

import io.latchkey.key.Phase;
import io.latchkey.key.Reason;
import io.latchkey.key.Validation;
import io.latchkey.key.Validation.Initializing;
import io.latchkey.key.Validation.Invalid;
import io.latchkey.key.Validation.Valid;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;

/** A validation as it lies in the row of its key. */
@Embeddable
record ValidationColumns(
        @Enumerated(EnumType.STRING) Phase phase,
        @Enumerated(EnumType.STRING) Reason reason,
        String region,
        Instant since) {

    static ValidationColumns of(Validation validation) {
        return new ValidationColumns(
                validation.phase(),
                validation.reason().orElse(null),
                validation.region().orElse(null),
                validation.since());
    }

    Validation toValidation() {
        return switch (phase) {
            case INITIALIZING -> new Initializing(Optional.ofNullable(reason), since);
            case VALID -> new Valid(region, since);
            case INVALID -> new Invalid(reason, Optional.ofNullable(region), since);
        };
    }
}
