package io.latchkey.bench;

import io.latchkey.boot.OwnPostgres;
import java.time.Duration;
import java.util.HashMap;

/** How many keys one replica probes when clouds take 50 ms for each of the calls of a probe, of which Google's takes three. */
final class Probes {

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private static final String THREE_CALLS = "150MS";

    private final Duration length;

    Probes(Duration length) {
        this.length = length;
    }

    /**
     * What was measured.
     *
     * @param transactions of PostgreSQL for each probe, of claims and settlements together
     */
    record Result(double perSecond, double transactions, double cpuMicros) {}

    Result run(OwnPostgres postgres, Data data) throws InterruptedException {
        data.execute("UPDATE validation_schedule SET due_at = now() - interval '1 minute', leased_by = NULL");
        data.execute("VACUUM ANALYZE validation_schedule");
        var settings = new HashMap<>(Data.settings());
        settings.put("latchkey.validator.interval", "24H");
        settings.put("latchkey.simulated.latency", THREE_CALLS);
        try (var latchkey = Server.latchkey("probes", postgres.url(), settings)) {
            pause(WARM_UP);
            var before = Count.of(data, latchkey);
            var began = System.nanoTime();
            pause(length);
            var after = Count.of(data, latchkey);
            var seconds = (System.nanoTime() - began) / 1e9;
            var probes = after.settled - before.settled;
            return new Result(
                    probes / seconds,
                    (double) (after.transactions - before.transactions) / probes,
                    after.cpu.minus(before.cpu).toNanos() / 1e3 / probes);
        }
    }

    /** A measurement takes its time; there is nothing to wait for but that. */
    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    private record Count(long settled, long transactions, Duration cpu) {

        static Count of(Data data, Server latchkey) {
            return new Count(
                    data.number("SELECT count(*) FROM validation_schedule WHERE leased_by IS NULL AND lease_token > 0"),
                    data.number("SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'"),
                    latchkey.cpu());
        }
    }
}
