package io.latchkey.key;

/** The three answers to "may I encrypt under this key?": not yet known, yes, no. */
public enum Phase {
    INITIALIZING,
    VALID,
    INVALID
}
