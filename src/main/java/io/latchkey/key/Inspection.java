package io.latchkey.key;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a look at a key's grant told. A question that got no clear answer is in neither set, and changes nothing.
 *
 * @param answered what was asked about and clearly answered, one way or the other
 * @param found those of them that are so
 */
public record Inspection(Set<Finding> answered, Set<Finding> found) {

    /** Told nothing. */
    public static final Inspection NONE = new Inspection(Set.of(), Set.of());

    public Inspection {
        answered = Set.copyOf(answered);
        found = Set.copyOf(found);
        if (!answered.containsAll(found)) {
            throw new IllegalArgumentException("found what was not asked about");
        }
    }

    /** A clear answer to one question. */
    public static Inspection of(Finding finding, boolean isSo) {
        return new Inspection(Set.of(finding), isSo ? Set.of(finding) : Set.of());
    }

    /** This and the answers to other questions. */
    public Inspection and(Inspection other) {
        return new Inspection(union(answered, other.answered), union(found, other.found));
    }

    private static Set<Finding> union(Set<Finding> one, Set<Finding> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    public boolean toldNothing() {
        return answered.isEmpty();
    }
}
