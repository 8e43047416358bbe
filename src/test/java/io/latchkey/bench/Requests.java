package io.latchkey.bench;

import io.latchkey.boot.OwnPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Each workload against Latchkey and against the bare server, in turn, so that a machine whose speed drifts drifts for both.
 * The ratio is made of each pair by itself.
 */
final class Requests {

    /** What the JVM's compilers need before the speed is steady; it was seen to rise for about that long. */
    private static final Duration WARM_UP = Duration.ofSeconds(Long.getLong("bench.warmup", 40));
    /** Far enough from what the server can do that a queue is the server's doing. */
    private static final double SHARE_OF_MOST = 0.5;

    static final List<Workload> WORKLOADS = Stream.of(System.getProperty("bench.workloads", "GET,LIST,POST,PATCH,MIXED")
                    .split(","))
            .map(Workload::valueOf)
            .toList();

    private final Duration length;
    private final int pairs;

    Requests(Duration length, int pairs) {
        this.length = length;
        this.pairs = pairs;
    }

    /**
     * What became of one workload.
     *
     * @param ratio of requests a second, Latchkey's to the bare server's, the median of the pairs
     * @param open Latchkey's at half of what it can do, without coordinated omission
     */
    record Result(Workload workload, List<Figures> latchkey, List<Figures> bare, double ratio, Figures open) {

        double perSecond(List<Figures> of) {
            return median(of, Figures::perSecond);
        }

        double millis(List<Figures> of, double percentile) {
            return median(of, figures -> figures.millis(percentile));
        }

        double cpuMicros(List<Figures> of) {
            return median(of, Figures::cpuMicrosPerRequest);
        }

        private static double median(List<Figures> of, ToDoubleFunction<Figures> figure) {
            return Requests.median(of.stream().mapToDouble(figure).toArray());
        }
    }

    List<Result> run(OwnPostgres postgres, List<String> ids) {
        try (var latchkey = Server.latchkey("latchkey", postgres.url(), Data.settings());
                var bare = Server.bare(postgres.url());
                var toLatchkey = new Driver(latchkey, ids);
                var toBare = new Driver(bare, ids)) {
            for (var warm : List.of(toLatchkey, toBare)) {
                warm.closed(Workload.MIXED, WARM_UP);
            }
            var results = new ArrayList<Result>();
            for (var workload : WORKLOADS) {
                results.add(compared(workload, toLatchkey, toBare));
            }
            return results;
        }
    }

    private Result compared(Workload workload, Driver toLatchkey, Driver toBare) {
        var latchkey = new ArrayList<Figures>();
        var bare = new ArrayList<Figures>();
        toLatchkey.closed(workload, length.dividedBy(2));
        toBare.closed(workload, length.dividedBy(2));
        for (var pair = 0; pair < pairs; pair++) {
            latchkey.add(toLatchkey.closed(workload, length));
            bare.add(toBare.closed(workload, length));
        }
        var ratios = new double[pairs];
        for (var pair = 0; pair < pairs; pair++) {
            ratios[pair] = latchkey.get(pair).perSecond() / bare.get(pair).perSecond();
        }
        var most = median(latchkey.stream().mapToDouble(Figures::perSecond).toArray());
        var open = toLatchkey.open(workload, most * SHARE_OF_MOST, length);
        if (Stream.of(latchkey, bare, List.of(open))
                .flatMap(List::stream)
                .anyMatch(figures -> figures.failures() > 0)) {
            throw new IllegalStateException(workload + ": requests failed, and their figures say nothing");
        }
        return new Result(workload, latchkey, bare, median(ratios), open);
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length % 2 == 1
                ? sorted[sorted.length / 2]
                : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }
}
