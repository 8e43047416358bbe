package io.latchkey.validator;

import io.latchkey.store.Lease;
import org.jboss.logging.MDC;

/** The fields that a line about one key has in a log that is read by programs. */
final class LogFields {

    private static final String KEY = "key";
    private static final String PROVIDER = "provider";

    private LogFields() {}

    static void during(Lease lease, Runnable line) {
        MDC.put(KEY, lease.key().value());
        MDC.put(PROVIDER, lease.providerKey().provider().label());
        try {
            line.run();
        } finally {
            MDC.remove(KEY);
            MDC.remove(PROVIDER);
        }
    }
}
