package io.latchkey.fault;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What came of one fault.
 *
 * @param notRun why there are no figures, or empty
 * @param firstSuccess from the end of the fault to the first thing that succeeded
 * @param failed how many requests failed, by how
 * @param found what speaks against the service, for each figure
 */
record Row(
        String fault,
        String notRun,
        Duration firstSuccess,
        int requests,
        SortedMap<String, Long> failed,
        Map<Figure, List<String>> found) {

    /** This machine does not let it be done. */
    static Row notRun(String fault, String why) {
        return new Row(fault, "not run: " + why, Duration.ZERO, 0, Collections.emptySortedMap(), Map.of());
    }

    /** It did not come to its end: nothing is known, which is no zero. */
    static Row brokenOff(String fault, String why) {
        return new Row(
                fault,
                "broken off",
                Duration.ZERO,
                0,
                Collections.emptySortedMap(),
                Map.of(Figure.WRONG_ANSWERS, List.of("broken off: " + why)));
    }

    List<String> found(Figure figure) {
        return found.getOrDefault(figure, List.of());
    }
}
