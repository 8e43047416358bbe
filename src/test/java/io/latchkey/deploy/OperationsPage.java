package io.latchkey.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/operations.md: the meters there are, and what to do about alerts. */
record OperationsPage(Map<String, Set<String>> meters, Map<String, String> runbooks) {

    /** What Prometheus adds to every meter. */
    private static final Set<String> ADDED = Set.of("namespace", "pod", "job", "instance");

    private static final Pattern METER = Pattern.compile("\\| `(\\w+)` \\|([^|]*)\\|[^|]+\\|");
    private static final Pattern RUNBOOK = Pattern.compile("\n### (\\w+)\n(.*?)(?=\n##)", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    static OperationsPage read() {
        var page = Yaml.text(Path.of("docs", "operations.md"));
        return new OperationsPage(
                METER.matcher(page)
                        .results()
                        .collect(Collectors.toMap(
                                row -> row.group(1),
                                row -> CODE.matcher(row.group(2))
                                        .results()
                                        .map(label -> label.group(1))
                                        .collect(Collectors.toSet()))),
                RUNBOOK.matcher(page)
                        .results()
                        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2))));
    }

    /** What an expression asks for that is not on the page. */
    List<String> unknown(PromQl expression) {
        var unknown = new ArrayList<String>();
        for (var selector : expression.selectors()) {
            var meter = meters.containsKey(selector.meter())
                    ? selector.meter()
                    : selector.meter().replaceFirst("_seconds_(count|sum|max)$", "_seconds");
            if (meters.containsKey(meter)) {
                Stream.concat(selector.labels().keySet().stream(), expression.grouping().stream())
                        .filter(label -> !ADDED.contains(label))
                        .filter(label -> !meters.get(meter).contains(label))
                        .map(label -> selector.meter() + "{" + label + "}")
                        .forEach(unknown::add);
            } else {
                unknown.add(selector.meter());
            }
        }
        return unknown;
    }
}
