package io.latchkey.key;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much depends on a key.
 *
 * @param byKind the number of protected resources of each kind there is
 */
public record KeyUsage(Map<ResourceKind, Long> byKind) {

    private static final int NAMED = 10;

    public long total() {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For people: {@code 3 (1 Pool, 2 Cluster)}. Names the first few kinds, and counts the rest. */
    public String told() {
        var more = byKind.size() - NAMED;
        return total()
                + byKind.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey().value())
                        .sorted()
                        .limit(NAMED)
                        .collect(Collectors.joining(", ", " (", more > 0 ? " and " + more + " kinds more)" : ")"));
    }
}
