package io.latchkey.bench;

import io.latchkey.boot.OwnPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Measures the packaged service and prints what it found; with {@code -Dbench.write=true} also into {@code docs}, with a plot.
 *
 * <p>{@code ./mvnw package -DskipTests exec:exec@bench}; parts of it by {@code -Dbench.parts=requests,scale,probes,starts}.
 */
public final class Bench {

    private static final int KEYS_OF_THE_CALLER = 5_000;
    private static final int ORGANIZATIONS = 50_000;

    private Bench() {}

    /** @param arguments none */
    public static void main(String... arguments) throws Exception {
        var parts = Set.of(System.getProperty("bench.parts", "requests,scale,probes,starts")
                .split(","));
        var length = Duration.ofSeconds(Long.getLong("bench.seconds", 8));
        var report = new Report();
        if (parts.contains("requests")) {
            withDatabase((postgres, data) -> {
                data.fill(Data.ORGANIZATION, KEYS_OF_THE_CALLER);
                data.putOffProbes();
                report.about(Machine.describe(data));
                report.requests(
                        new Requests(length, Integer.getInteger("bench.pairs", 3)).run(postgres, data.ids()),
                        new DatabaseAlone().run(postgres, Requests.WORKLOADS, (int) length.toSeconds()));
            });
        }
        if (parts.contains("starts")) {
            withDatabase((postgres, _) -> report.starts(new Starts().run(postgres)));
        }
        if (parts.contains("scale") || parts.contains("probes")) {
            withDatabase((postgres, data) -> {
                var keys = Integer.getInteger("bench.keys", 1_000_000);
                report.scale(ORGANIZATIONS, keys, new Scale(ORGANIZATIONS, keys).run(postgres, data));
                if (parts.contains("probes")) {
                    report.probes(new Probes(length.multipliedBy(3)).run(postgres, data));
                }
            });
        }
        System.out.println(report.text());
        if (Boolean.getBoolean("bench.write")) {
            report.write(Path.of("docs", "performance.md"));
            report.plot(Path.of("docs", "performance.svg"));
        }
    }

    private interface Part {

        void run(OwnPostgres postgres, Data data) throws Exception;
    }

    private static void withDatabase(Part part) throws Exception {
        try (var postgres = OwnPostgres.start(100)) {
            migrate(postgres);
            try (var data = new Data(postgres.port())) {
                part.run(postgres, data);
            }
        }
    }

    /** A first start makes the schema and the credential. */
    private static void migrate(OwnPostgres postgres) {
        Server.latchkey("migrate", postgres.url(), Data.settings()).close();
    }
}
