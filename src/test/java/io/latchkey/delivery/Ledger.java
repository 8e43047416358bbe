package io.latchkey.delivery;

import io.latchkey.support.Listener.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a listener was told, beside what happened.
 *
 * @param events how many there were to tell
 * @param tellings how often something was told
 * @param duplicates how often an event came again
 * @param missing events that were never told
 * @param unknown tellings of what never happened
 * @param changed tellings of an event with another body than at first
 * @param outOfOrder events told for the first time after a later one of their key
 */
record Ledger(int events, int tellings, int duplicates, int missing, int unknown, int changed, int outOfOrder) {

    /** One event in the table. */
    record Happened(String id, String key, long number) {}

    static Ledger of(List<Happened> happened, List<Told> told) {
        var untold = new HashMap<String, Happened>();
        happened.forEach(event -> untold.put(event.id(), event));
        var known = Set.copyOf(untold.keySet());
        Map<String, String> bodies = new HashMap<>();
        Map<String, Long> latest = new HashMap<>();
        var out = new HashSet<String>();
        var duplicates = 0;
        var unknown = 0;
        var changed = 0;
        for (var one : told) {
            if (!known.contains(one.id())) {
                unknown++;
                continue;
            }
            var first = bodies.putIfAbsent(one.id(), one.body());
            if (first != null) {
                duplicates++;
                changed += first.equals(one.body()) ? 0 : 1;
                continue;
            }
            var event = untold.remove(one.id());
            if (!isThatEvent(one, event) || latest.merge(event.key(), event.number(), Math::max) > event.number()) {
                out.add(one.id());
            }
        }
        return new Ledger(happened.size(), told.size(), duplicates, untold.size(), unknown, changed, out.size());
    }

    /** Else its receiver could not put it in order. */
    private static boolean isThatEvent(Told told, Happened event) {
        return told.event().getString("id").equals(event.id())
                && told.key().equals(event.key())
                && Long.parseLong(told.event().getString("sequence")) == event.number();
    }

    /** As the README would show it. */
    String line(int kills) {
        return "| kills %d | events %d | tellings %d | duplicates %d | missing %d | out of order %d |"
                .formatted(kills, events, tellings, duplicates, missing, outOfOrder);
    }
}
