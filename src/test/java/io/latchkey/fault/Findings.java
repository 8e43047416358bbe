package io.latchkey.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What speaks against the service, a line for each. */
final class Findings {

    private final Map<Figure, List<String>> found = new EnumMap<>(Figure.class);

    void add(Figure figure, String line) {
        found.computeIfAbsent(figure, _ -> new ArrayList<>()).add(line);
    }

    void addAll(Figure figure, Iterable<String> lines) {
        lines.forEach(line -> add(figure, line));
    }

    Map<Figure, List<String>> all() {
        return Map.copyOf(found);
    }
}
