package io.latchkey.bench;

import io.latchkey.bench.Requests.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** The figures as tables, one for each part of a run, and the requests' as a plot. */
final class Report {

    private final Map<String, String> tables = new LinkedHashMap<>();
    private List<Result> requests = List.of();

    void about(String machine) {
        tables.put("machine", machine);
    }

    void requests(List<Result> results, Map<Workload, Double> databaseAlone) {
        requests = results;
        var table = new StringBuilder("""
                | 32 connections | Latchkey/s | bare/s | ratio | database alone/s | p50 / p99 / p99.9 ms | bare p50 / p99 / p99.9 ms \
                | at half load p50 / p99 / p99.9 ms | CPU us | bare CPU us |
                | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
                """);
        results.forEach(result -> table.append(row(
                "%s | %,.0f | %,.0f | %.2f | %s | %s | %s | %s | %.0f | %.0f",
                result.workload(),
                result.perSecond(result.latchkey()),
                result.perSecond(result.bare()),
                result.ratio(),
                databaseAlone.containsKey(result.workload())
                        ? String.format(Locale.ROOT, "%,.0f", databaseAlone.get(result.workload()))
                        : "no pgbench",
                latencies(result, result.latchkey()),
                latencies(result, result.bare()),
                latencies(result, List.of(result.open())),
                result.cpuMicros(result.latchkey()),
                result.cpuMicros(result.bare()))));
        tables.put("requests", table.toString());
    }

    private static String latencies(Result result, List<Figures> figures) {
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f / %.1f",
                result.millis(figures, 50),
                result.millis(figures, 99),
                result.millis(figures, 99.9));
    }

    void starts(Map<String, Starts.Result> starts) {
        var table =
                new StringBuilder("| start | seconds to the first connection | resident MiB |\n| --- | --: | --: |\n");
        starts.forEach((name, start) -> table.append(row("%s | %.2f | %d", name, start.seconds(), start.mebibytes())));
        tables.put("starts", table.toString());
    }

    void scale(int organizations, int keys, Map<String, Double> medians) {
        var table = new StringBuilder(String.format(
                Locale.ROOT,
                "| %,d keys of %,d organizations, and %,d of the caller's | median ms |\n| --- | --: |\n",
                keys,
                organizations,
                Scale.KEYS_OF_THE_CALLER));
        medians.forEach((name, millis) -> table.append(row("%s | %.2f", name, millis)));
        tables.put("scale", table.toString());
    }

    void probes(Probes.Result probes) {
        tables.put(
                "probes",
                """
                | probes/s, one replica, three calls of 50 ms each | transactions for each probe | CPU us for each probe |
                | --: | --: | --: |
                """ + row("%,.0f | %.3f | %.0f", probes.perSecond(), probes.transactions(), probes.cpuMicros()));
    }

    private static String row(String form, Object... cells) {
        return "| " + String.format(Locale.ROOT, form, cells) + " |\n";
    }

    String text() {
        return String.join("\n", tables.values());
    }

    /** Puts each table where the page has a place for it; parts that were not run stay as they are. */
    void write(Path page) throws IOException {
        var text = Files.readString(page);
        for (var table : tables.entrySet()) {
            var begin = "<!-- " + table.getKey() + " -->\n";
            var from = text.indexOf(begin) + begin.length();
            var to = text.indexOf("<!-- end -->", from);
            if (from < begin.length() || to < 0) {
                throw new IllegalStateException(page + " has no place for " + table.getKey());
            }
            text = text.substring(0, from) + "\n" + table.getValue() + "\n" + text.substring(to);
        }
        Files.writeString(page, text);
    }

    /** Requests a second of both, side by side. */
    void plot(Path file) throws IOException {
        if (requests.isEmpty()) {
            return;
        }
        var names = requests.stream().map(result -> result.workload().name()).toList();
        List<Double> latchkey = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        requests.forEach(result -> {
            latchkey.add(result.perSecond(result.latchkey()));
            bare.add(result.perSecond(result.bare()));
        });
        var chart = new CategoryChartBuilder()
                .width(800)
                .height(420)
                .title("Requests a second at 32 connections")
                .yAxisTitle("requests/s")
                .build();
        chart.addSeries("Latchkey", names, latchkey);
        chart.addSeries("bare Vert.x, same SQL", names, bare);
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }
}
