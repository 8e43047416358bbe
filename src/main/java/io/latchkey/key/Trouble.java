package io.latchkey.key;

/** Why a probe told nothing of the key: our own trouble, or the cloud's. Never the customer's, and never shown to one. */
public enum Trouble {
    /** We ask more than the cloud, or the key's owner's account, allows. */
    THROTTLED,
    /** The cloud says that it has failed. */
    CLOUD_FAILED,
    /** No answer in time. */
    TIMED_OUT,
    /** DNS does not answer, or not with an address we may use. */
    NAME_NOT_RESOLVED,
    /** No connection, or a broken one. */
    CONNECTION_FAILED,
    /** The other side's certificate is not good, or no common way to encrypt was found. */
    TLS_FAILED,
    /** Our clock and the cloud's differ too much for a signature. */
    CLOCK_SKEW,
    /** Latchkey has no credential for this cloud. */
    CREDENTIAL_MISSING,
    /** The cloud refuses Latchkey's own credential: wrong, expired or withdrawn. */
    CREDENTIAL_REFUSED,
    /** Our own limits: too many probes under way, or a cloud that failed too often just now. */
    HELD_BACK,
    /** The cloud says that the key is being made or changed, or that its key store is away, at this moment. */
    KEY_IN_TRANSITION,
    /** An answer that makes no sense, or is too large. */
    UNREADABLE_ANSWER,
    /** An error that is in no table. */
    UNMAPPED,
    /** A fault of Latchkey's. */
    BROKEN
}
