package io.latchkey.key;

/** What one probe of a key found out. */
public sealed interface Verdict {

    /** The platform can use the key, in this region. */
    record Usable(String region) implements Verdict {}

    /** The cloud says definitely no; the customer can mend it. */
    record Refused(Reason reason) implements Verdict {}

    /**
     * We could not find out: our own trouble, or the cloud's. Says nothing about the key.
     *
     * @param cause for the operator's log, never for the customer
     */
    record Unreachable(String cause) implements Verdict {}
}
