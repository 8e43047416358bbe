package io.latchkey.store;

import io.latchkey.key.Observed;
import io.latchkey.key.Standing;
import java.time.Duration;

/**
 * How a probe ended.
 *
 * @param standing where the key stands now
 * @param observed what is known of it now beside that
 * @param nextDue how long from now it is to be probed again
 */
public record Settlement(Lease lease, Standing standing, Observed observed, Duration nextDue) {

    /** Whether there is something new for the customer to see. */
    boolean isVisible() {
        return !standing.validation().equals(lease.standing().validation());
    }

    /** Whether there is something new beside that. */
    boolean isObserved() {
        return !observed.equals(lease.observed());
    }
}
