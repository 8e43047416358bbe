package io.latchkey.bench;

import io.latchkey.bench.Requests.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** The figures as tables, and the requests' as a plot. */
final class Report {

    private final StringBuilder text = new StringBuilder();
    private List<Result> requests = List.of();

    void requests(List<Result> results, Map<Workload, Double> databaseAlone) {
        requests = results;
        text.append(
                "| 32 connections | Latchkey/s | bare/s | ratio | p50 ms | p99 ms | bare p99 ms | CPU us | bare CPU us | failed |"
                        + " at half load: p50 / p99 / p99.9 ms | database alone/s |\n"
                        + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        results.forEach(result -> text.append(row(
                "%s | %,.0f | %,.0f | %.2f | %.1f | %.1f | %.1f | %.0f | %.0f | %d | %.1f / %.1f / %.1f | %s",
                result.workload(),
                result.perSecond(result.latchkey()),
                result.perSecond(result.bare()),
                result.ratio(),
                result.millis(result.latchkey(), 50),
                result.millis(result.latchkey(), 99),
                result.millis(result.bare(), 99),
                result.cpuMicros(result.latchkey()),
                result.cpuMicros(result.bare()),
                result.failures(),
                result.open().millis(50),
                result.open().millis(99),
                result.open().millis(99.9),
                databaseAlone.containsKey(result.workload())
                        ? String.format(Locale.ROOT, "%,.0f", databaseAlone.get(result.workload()))
                        : "-")));
        text.append('\n');
    }

    void starts(Map<String, Starts.Result> starts) {
        text.append("| start | seconds to the first connection | resident MiB |\n| --- | --- | --- |\n");
        starts.forEach((name, start) -> text.append(row("%s | %.2f | %d", name, start.seconds(), start.mebibytes())));
        text.append('\n');
    }

    void scale(Map<String, Double> medians) {
        text.append("| with a million keys | median ms |\n| --- | --- |\n");
        medians.forEach((name, millis) -> text.append(row("%s | %.2f", name, millis)));
        text.append('\n');
    }

    void probes(Probes.Result probes) {
        text.append("| probes/s, one replica, clouds at 50 ms | transactions for each probe | CPU us for each probe |\n"
                + "| --- | --- | --- |\n");
        text.append(row("%,.0f | %.3f | %.0f", probes.perSecond(), probes.transactions(), probes.cpuMicros()));
    }

    private static String row(String form, Object... cells) {
        return "| " + String.format(Locale.ROOT, form, cells) + " |\n";
    }

    String text() {
        return text.toString();
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
