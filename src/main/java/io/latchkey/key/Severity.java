package io.latchkey.key;

/** How much a finding matters, most first. */
public enum Severity {
    /** The key can't be used as it should, or soon can't. */
    HIGH,
    /** A mistake, or an intruder, could do lasting harm. */
    MEDIUM,
    /** Not as narrow, or not as strong, as it could be. */
    LOW,
    /** Good to know; nothing has to be done. */
    INFO
}
