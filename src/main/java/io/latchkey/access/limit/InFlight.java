package io.latchkey.access.limit;

import java.util.concurrent.ConcurrentHashMap;

/** How many requests of each of many are under way. */
final class InFlight<K> {

    private final ConcurrentHashMap<K, Integer> counts = new ConcurrentHashMap<>();

    /** How many it is with this one. */
    int enter(K who) {
        return counts.merge(who, 1, Integer::sum);
    }

    void leave(K who) {
        counts.computeIfPresent(who, (_, count) -> count == 1 ? null : count - 1);
    }
}
