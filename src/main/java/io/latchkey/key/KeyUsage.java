package io.latchkey.key;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much depends on a key.
 *
 * @param byKind the number of protected resources of each kind there is
 */
public record KeyUsage(Map<ResourceKind, Long> byKind) {

    public long total() {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For people: {@code 3 (2 Cluster, 1 Pool)}. */
    public String told() {
        return total()
                + byKind.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey().value())
                        .sorted()
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
