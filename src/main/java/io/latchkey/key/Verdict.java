package io.latchkey.key;

/**
 * What one probe of a key found out. The details are for the operator's log (the cloud's own error code and request id) and
 * never for the customer.
 */
public sealed interface Verdict {

    /** The platform can use the key, in this region. */
    record Usable(String region, String detail) implements Verdict {
        public Usable(String region) {
            this(region, "");
        }
    }

    /** The cloud says definitely no; the customer can mend it. */
    record Refused(Reason reason, String detail) implements Verdict {
        public Refused(Reason reason) {
            this(reason, "");
        }
    }

    /** We could not find out: our own trouble, or the cloud's. Says nothing about the key. */
    record Unreachable(Trouble trouble, String detail) implements Verdict {}
}
