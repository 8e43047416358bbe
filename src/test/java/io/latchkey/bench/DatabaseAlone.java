package io.latchkey.bench;

import io.latchkey.boot.OwnPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The same statements from pgbench, which is as fast as a client can be; left out where there is none. */
final class DatabaseAlone {

    private static final int CLIENTS = 20;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final String KEY_OF = "organization_id = '" + Data.ORGANIZATION + "'";
    private static final String CREDENTIAL =
            "SELECT * FROM api_key a LEFT JOIN organization o ON o.id = a.organization_id WHERE a.id = 'BENCH';\n";

    private static final Map<Workload, String> SCRIPTS = Map.of(
            Workload.GET,
            CREDENTIAL + "SELECT * FROM key WHERE " + KEY_OF + " AND id = '{id}' AND deleted_at IS NULL;\n",
            Workload.LIST,
            CREDENTIAL + "SELECT * FROM key WHERE " + KEY_OF
                    + " AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 101;\nSELECT live_keys FROM organization"
                    + " WHERE id = '" + Data.ORGANIZATION + "';\n",
            Workload.PATCH,
            CREDENTIAL
                    + "BEGIN;\nUPDATE key SET display_name = 'name ' || random(), updated_at = now(), version = version + 1"
                    + " WHERE " + KEY_OF + " AND id = '{id}' AND deleted_at IS NULL;\nSELECT * FROM key WHERE " + KEY_OF
                    + " AND id = '{id}' AND deleted_at IS NULL;\nINSERT INTO audit (organization_id, actor,"
                    + " actor_organization, action, subject, request_id, outcome, address) VALUES ('"
                    + Data.ORGANIZATION
                    + "', 'BENCH', '" + Data.ORGANIZATION
                    + "', 'key.rename', '{id}', 'request', 'DONE', '127.0.0.1');\nCOMMIT;\n");

    /** Transactions a second, by workload. */
    Map<Workload, Double> run(OwnPostgres postgres, List<String> ids, int seconds)
            throws IOException, InterruptedException {
        var rates = new LinkedHashMap<Workload, Double>();
        var program = program();
        if (program.isEmpty()) {
            return rates;
        }
        for (var workload : List.of(Workload.GET, Workload.LIST, Workload.PATCH)) {
            var script = Files.createTempFile("latchkey-bench", ".sql");
            Files.writeString(script, SCRIPTS.get(workload).replace("{id}", ids.getFirst()));
            var process = new ProcessBuilder(
                            program.get(),
                            "-n",
                            "-M",
                            "prepared",
                            "-c",
                            String.valueOf(CLIENTS),
                            "-j",
                            "2",
                            "-T",
                            String.valueOf(seconds),
                            "-h",
                            "localhost",
                            "-p",
                            String.valueOf(postgres.port()),
                            "-U",
                            "postgres",
                            "-f",
                            script.toString(),
                            "postgres")
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes());
            var rate = RATE.matcher(output);
            if (process.waitFor() != 0 || !rate.find()) {
                throw new IllegalStateException("pgbench: " + output);
            }
            rates.put(workload, Double.valueOf(rate.group(1)));
        }
        return rates;
    }

    private static Optional<String> program() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .map(folder -> Path.of(folder, "pgbench"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
