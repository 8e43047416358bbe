package io.latchkey.bench;

import io.latchkey.boot.OwnPostgres;
import io.latchkey.support.Packaged;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a start takes, to the first connection taken, and how much memory the process has then. */
final class Starts {

    private static final int STARTS = 5;

    /** @param mebibytes resident, right after the start */
    record Result(double seconds, long mebibytes) {}

    Map<String, Result> run(OwnPostgres postgres) {
        var results = new LinkedHashMap<String, Result>();
        results.put("JVM", median(postgres));
        var cache = Packaged.found().path().resolveSibling("app.aot");
        if (Files.exists(cache)) {
            results.put("JVM with AOT cache", median(postgres, "-XX:AOTCache=" + cache));
        }
        return results;
    }

    private static Result median(OwnPostgres postgres, String... jvm) {
        var seconds = new double[STARTS];
        List<Long> memory = new ArrayList<>();
        for (var start = 0; start < STARTS; start++) {
            try (var server = Server.latchkey("start", postgres.url(), Data.settings(), jvm)) {
                seconds[start] = server.startedIn().toMillis() / 1e3;
                memory.add(server.residentMebibytes());
            }
        }
        return new Result(
                Requests.median(seconds),
                memory.stream().sorted().skip(STARTS / 2).findFirst().orElseThrow());
    }
}
