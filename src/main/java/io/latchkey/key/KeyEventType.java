package io.latchkey.key;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can become of a key. The database knows when which of them happens: see the migration that makes {@code key_event}. */
public enum KeyEventType {
    REGISTERED,
    RESTORED,
    RENAMED,
    /** Its cloud encrypts with another version of it than at the probe before. */
    ROTATED,
    /** Usable for the first time. */
    VALIDATED,
    /** Usable again. */
    RECOVERED,
    /** Not usable any more, or not in the time that a new key is given. */
    INVALIDATED,
    /** Not usable as before, but for another reason. */
    REASON_CHANGED,
    IN_USE,
    AVAILABLE,
    REMOVED;

    /** As it is written outside: {@code in_use}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<KeyEventType> of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label))
                .findFirst();
    }
}
