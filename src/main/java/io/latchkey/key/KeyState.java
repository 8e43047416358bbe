package io.latchkey.key;

/** Whether anything depends on a key. */
public enum KeyState {
    /** The key can be taken into use, or removed. */
    AVAILABLE,
    /** Data is encrypted under the key; it can't be removed. */
    IN_USE
}
