package io.latchkey.key;

import java.util.Optional;
import java.util.Set;

/**
 * What a caller wants a key to be before it is changed.
 *
 * @param versions the key must be at one of these; at any where there are none to choose from
 */
public record Precondition(Optional<Set<Long>> versions) {

    public static final Precondition NONE = new Precondition(Optional.empty());

    public boolean holds(long version) {
        return versions.map(wanted -> wanted.contains(version)).orElse(true);
    }
}
