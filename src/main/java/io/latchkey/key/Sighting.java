package io.latchkey.key;

import java.util.Optional;
import java.util.Set;

/**
 * What a probe saw of a usable key beside that it is usable.
 *
 * @param findings all that a probe can see, as far as they are so
 * @param version what the key encrypts with now, if the cloud shows it
 */
public record Sighting(Set<Finding> findings, Optional<KeyVersion> version) {

    /** Nothing worth telling. */
    public static final Sighting NONE = new Sighting(Set.of(), Optional.empty());

    public Sighting {
        findings = Set.copyOf(findings);
    }
}
