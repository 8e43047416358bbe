package io.latchkey.validator;

import io.latchkey.key.Standing;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.store.Lease;
import org.jboss.logging.Logger;

/** Tells the operator what becomes of keys and what the cloud said, its request id with it: more than customers are told. */
final class Changes {

    private static final Logger LOG = Logger.getLogger(Changes.class);

    private Changes() {}

    static void tell(Lease lease, Verdict verdict, Standing after) {
        var before = lease.standing();
        var isFirstRefusal = verdict instanceof Refused && before.refusals() == 0;
        if (isFirstRefusal || !after.validation().equals(before.validation())) {
            LogFields.during(
                    lease,
                    () -> LOG.infof(
                            "key %s was %s and is %s: %s",
                            lease.key().value(),
                            before.validation().phase(),
                            after.validation().phase(),
                            verdict));
        }
    }
}
