package io.latchkey.outbound;

import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict.Unreachable;

/** Why there is no answer of a cloud, or a webhook, that could be read. Says nothing about any key. */
public final class CloudTrouble extends RuntimeException {

    private final Kind kind;

    CloudTrouble(Kind kind, Host host) {
        this(kind, host, null);
    }

    /** @param cause for debugging; its text may come from the network and is not repeated in this one's */
    CloudTrouble(Kind kind, Host host, Throwable cause) {
        // No stack trace: it would show the event loop, and a cloud that is down makes many of these.
        super(kind + " " + host, cause, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What it means for the key that was to be probed: nothing. */
    public Unreachable verdict() {
        return new Unreachable(kind.trouble(), getMessage());
    }

    /** What went wrong, in the order in which it can. */
    public enum Kind {
        /** Too many calls to this cloud are under way. */
        BUSY,
        /** So many calls to this cloud have failed lately that it is left alone for a while. */
        CIRCUIT_OPEN,
        /** The name servers say that there is no such name: a vault that was deleted, say. */
        NAME_UNKNOWN,
        /** The name servers do not answer, or not usefully. */
        DNS,
        /** The name leads to an address that is not on the public internet; it was not connected to. */
        NOT_PUBLIC,
        /** No connection, or none in time. */
        CONNECT,
        /** The configured proxy does not connect. */
        PROXY,
        /** The connection cannot be trusted: its certificate is another host's, expired, or of an unknown authority. */
        TLS,
        /** No whole answer before the deadline. */
        TIMEOUT,
        /** The connection ended before the answer did, or what came was not HTTP. */
        BROKEN,
        /** The answer sends elsewhere, and is not followed. */
        REDIRECT,
        /** The answer has more bytes than are read. */
        TOO_LARGE,
        /** The answer is not a JSON object. */
        NOT_JSON;

        private Trouble trouble() {
            return switch (this) {
                case BUSY, CIRCUIT_OPEN -> Trouble.HELD_BACK;
                case NAME_UNKNOWN, DNS, NOT_PUBLIC -> Trouble.NAME_NOT_RESOLVED;
                case CONNECT, PROXY, BROKEN -> Trouble.CONNECTION_FAILED;
                case TLS -> Trouble.TLS_FAILED;
                case TIMEOUT -> Trouble.TIMED_OUT;
                case REDIRECT, TOO_LARGE, NOT_JSON -> Trouble.UNREADABLE_ANSWER;
            };
        }

        /** Whether another attempt may find it gone. */
        boolean passes() {
            return switch (this) {
                case DNS, CONNECT, PROXY, BROKEN -> true;
                case BUSY, CIRCUIT_OPEN, NAME_UNKNOWN, NOT_PUBLIC, TLS, TIMEOUT, REDIRECT, TOO_LARGE, NOT_JSON -> false;
            };
        }

        /** Whether it speaks against the cloud or the way there as a whole, and not only against one customer's host. */
        boolean opensCircuit() {
            return switch (this) {
                case DNS, CONNECT, TLS, TIMEOUT, BROKEN -> true;
                // A proxy that refuses one name may let others through.
                case BUSY, CIRCUIT_OPEN, NAME_UNKNOWN, NOT_PUBLIC, PROXY, REDIRECT, TOO_LARGE, NOT_JSON -> false;
            };
        }
    }
}
