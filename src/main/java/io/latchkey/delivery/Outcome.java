package io.latchkey.delivery;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to bring an event to a receiver. */
sealed interface Outcome {

    /** The receiver has it. */
    record Taken(Optional<Integer> status) implements Outcome {}

    /**
     * It has not, as far as we know; another attempt may do better.
     *
     * @param status what it answered, if it did
     * @param failure why it did not
     * @param pause how long it asks to be left alone
     */
    record Failed(Optional<Integer> status, Optional<String> failure, Optional<Duration> pause) implements Outcome {}

    /** It wants to be told nothing more. */
    record Gone(int status) implements Outcome {}

    /** What the receiver answered, if it speaks HTTP and answered at all. */
    default Optional<Integer> answered() {
        return switch (this) {
            case Taken(var status) -> status;
            case Failed(var status, var _, var _) -> status;
            case Gone(var status) -> Optional.of(status);
        };
    }

    /** Why it did not answer. */
    default Optional<String> silence() {
        return switch (this) {
            case Failed(var _, var failure, var _) -> failure;
            case Taken _, Gone _ -> Optional.empty();
        };
    }
}
