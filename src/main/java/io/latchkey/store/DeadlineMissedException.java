package io.latchkey.store;

import java.time.Duration;

/** PostgreSQL did not answer in time. */
final class DeadlineMissedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeadlineMissedException(Duration deadline) {
        super("no answer within " + deadline, null, false, false);
    }
}
