package io.latchkey.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows as Markdown. */
final class Table {

    private Table() {}

    static String of(List<Row> rows) {
        var figures = Arrays.stream(Figure.values())
                .map(figure -> " " + figure.title() + " |")
                .collect(Collectors.joining());
        var head = "| fault | seconds to first success | requests | failed |" + figures + "\n| --- | --: | --: | --- |"
                + " --: |".repeat(Figure.values().length) + "\n";
        return head + rows.stream().map(Table::line).collect(Collectors.joining());
    }

    static String line(Row row) {
        if (!row.notRun().isEmpty()) {
            return "| " + row.fault() + " | " + row.notRun() + " | | |" + " |".repeat(Figure.values().length) + "\n";
        }
        var failed = row.failed().entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
        var figures = Arrays.stream(Figure.values())
                .map(figure -> " " + row.found(figure).size() + " |")
                .collect(Collectors.joining());
        return "| %s | %s | %d | %s |%s\n"
                .formatted(
                        row.fault(),
                        String.format(Locale.ROOT, "%.1f", row.firstSuccess().toMillis() / 1000.0),
                        row.requests(),
                        failed.isEmpty() ? "none" : failed,
                        figures);
    }
}
