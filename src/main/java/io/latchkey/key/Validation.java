package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/** What is known of a key: its phase, with what belongs to that phase, and since when. */
public sealed interface Validation {

    /** When phase or reason last changed. */
    Instant since();

    /** Why the cloud refuses us the key, where it does. */
    Optional<Reason> reason();

    /** The key's cloud region, once it has been usable. */
    Optional<String> region();

    /** Not usable yet; {@code reason} is what the customer has still to mend, if a probe was refused. */
    record Initializing(Optional<Reason> reason, Instant since) implements Validation {
        @Override
        public Optional<String> region() {
            return Optional.empty();
        }
    }

    /** The last probe that got an answer could use the key. */
    record Valid(String usableIn, Instant since) implements Validation {
        @Override
        public Optional<Reason> reason() {
            return Optional.empty();
        }

        @Override
        public Optional<String> region() {
            return Optional.of(usableIn);
        }
    }

    /** The key can't be used; {@code region} is known if it once could. */
    record Invalid(Reason refusal, Optional<String> region, Instant since) implements Validation {
        @Override
        public Optional<Reason> reason() {
            return Optional.of(refusal);
        }
    }

    /** The name of the phase, as the contract has it. */
    default Phase phase() {
        return switch (this) {
            case Initializing _ -> Phase.INITIALIZING;
            case Valid _ -> Phase.VALID;
            case Invalid _ -> Phase.INVALID;
        };
    }

    /** The same as this, but since {@code present} if a customer who looks sees no other phase or message than there. */
    default Validation keepingSinceOf(Validation present) {
        if (phase() != present.phase() || !reason().equals(present.reason())) {
            return this;
        }
        return switch (this) {
            case Initializing(var reason, var _) -> new Initializing(reason, present.since());
            case Valid(var region, var _) -> new Valid(region, present.since());
            case Invalid(var reason, var region, var _) -> new Invalid(reason, region, present.since());
        };
    }
}
