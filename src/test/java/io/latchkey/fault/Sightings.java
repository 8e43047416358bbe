package io.latchkey.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who asks the clouds about which key. Two replicas at once are an overlap; so is one that goes on with its probe of an AWS key
 * when another has begun one after it: a probe's first call is known by its name there.
 */
final class Sightings {

    private static final String FIRST_CALL = "DescribeKey";

    private final Map<String, List<String>> underWay = new HashMap<>();
    private final Map<String, String> probing = new HashMap<>();
    private final List<String> overlaps = new ArrayList<>();

    synchronized void begun(String seat, String key, String operation) {
        var askers = underWay.computeIfAbsent(key, _ -> new ArrayList<>());
        Stream.concat(askers.stream(), goesOn(operation) ? Stream.ofNullable(probing.get(key)) : Stream.empty())
                .filter(other -> !other.equals(seat))
                .findFirst()
                .ifPresent(
                        other -> overlaps.add(key + ": " + seat + " asks " + operation + " into a probe of " + other));
        askers.add(seat);
        if (operation.equals(FIRST_CALL)) {
            probing.put(key, seat);
        }
    }

    private static boolean goesOn(String operation) {
        return !operation.isEmpty() && !operation.equals(FIRST_CALL);
    }

    synchronized void ended(String seat, String key) {
        underWay.get(key).remove(seat);
    }

    synchronized boolean areUnderWay(String seat) {
        return underWay.values().stream().anyMatch(askers -> askers.contains(seat));
    }

    /** Those since the last time this was asked. */
    synchronized List<String> takeOverlaps() {
        var taken = List.copyOf(overlaps);
        overlaps.clear();
        return taken;
    }
}
