package io.latchkey.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What came of one fault.
 *
 * @param notRun why not, or empty
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

    static Row notRun(String fault, String why) {
        return new Row(fault, why, Duration.ZERO, 0, java.util.Collections.emptySortedMap(), Map.of());
    }

    List<String> found(Figure figure) {
        return found.getOrDefault(figure, List.of());
    }
}
