package io.latchkey.key;

/**
 * What one probe of a key found out. The details are for the operator's log (the cloud's own error code and request id) and
 * never for the customer.
 */
public sealed interface Verdict {

    /** The platform can use the key, in this region; what else was seen decides nothing. */
    record Usable(String region, Sighting sighting, String detail) implements Verdict {
        public Usable(String region) {
            this(region, Sighting.NONE);
        }

        public Usable(String region, Sighting sighting) {
            this(region, sighting, "");
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
