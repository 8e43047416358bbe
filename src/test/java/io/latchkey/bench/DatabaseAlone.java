package io.latchkey.bench;

import io.latchkey.boot.OwnPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The same statements from pgbench, which is as fast as a client can be; left out where there is none. */
final class DatabaseAlone {

    private static final int CLIENTS = 20;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    /** As {@link Data} makes them. */
    private static final String ANY_ID = "'cck-' || substr(md5('" + Data.ORGANIZATION + "' || :n::text), 1, 12)";

    private static final String NEW_ID = "'cck-' || lpad(to_hex(:n::bigint), 12, '0')";
    private static final String ANY = "\\set n random(1, 2000)\n";
    private static final String NEW = "\\set n random(1, 281474976710655)\n";

    private static final String ORGANIZATION = "'" + Data.ORGANIZATION + "'";

    private static final String CREDENTIAL = of(BareStatements.CALLER, "'BENCH'");
    private static final String FIND = of(BareStatements.FIND, ORGANIZATION, ANY_ID);

    /** pgbench takes a colon and a name for a variable, in a literal too: no ARN, but something as long. */
    private static final String GRANTEES = "'{a grantee of about as many letters as one of AWS}'";

    private static final Map<Workload, String> SCRIPTS = Map.of(
            Workload.GET,
            ANY + CREDENTIAL + FIND,
            Workload.LIST,
            CREDENTIAL + of(BareStatements.LIST, ORGANIZATION) + of(BareStatements.COUNT, ORGANIZATION),
            Workload.POST,
            NEW
                    + CREDENTIAL
                    + "BEGIN;\n"
                    + of(BareStatements.TAKE_PLACE, ORGANIZATION, "1000000")
                    + of(BareStatements.INSERT, NEW_ID, ORGANIZATION, NEW_ID, "now()", GRANTEES)
                    + of(BareStatements.SCHEDULE, NEW_ID)
                    + audit("'key.register'", NEW_ID)
                    + "COMMIT;\n",
            Workload.PATCH,
            ANY
                    + CREDENTIAL
                    + "BEGIN;\n"
                    + of(BareStatements.RENAME, ORGANIZATION, ANY_ID, "'name ' || random()", "now()")
                    + FIND
                    + audit("'key.rename'", ANY_ID)
                    + "COMMIT;\n");

    private static String audit(String action, String id) {
        return of(BareStatements.AUDIT, ORGANIZATION, "'BENCH'", action, id, "'request'");
    }

    /** A statement with values in place of its parameters, on one line: pgbench takes the end of a line for the end. */
    private static String of(String statement, String... values) {
        var text = statement.replace("\n", " ");
        for (var number = 0; number < values.length; number++) {
            text = text.replace("$" + (number + 1), values[number]);
        }
        return text + ";\n";
    }

    /** Transactions a second, by workload. */
    Map<Workload, Double> run(OwnPostgres postgres, List<Workload> workloads, int seconds)
            throws IOException, InterruptedException {
        var rates = new LinkedHashMap<Workload, Double>();
        var program = program();
        if (program.isEmpty()) {
            return rates;
        }
        for (var workload : workloads) {
            var command = new ArrayList<>(List.of(program.get(), "-n", "-M", "prepared", "-j", "2"));
            command.addAll(List.of("-c", String.valueOf(CLIENTS), "-T", String.valueOf(seconds)));
            command.addAll(List.of("-h", "localhost", "-p", String.valueOf(postgres.port()), "-U", "postgres"));
            for (var part : workload.parts().entrySet()) {
                var script = Files.createTempFile("latchkey-bench", ".sql");
                Files.writeString(script, SCRIPTS.get(part.getKey()));
                command.addAll(List.of("-f", script + "@" + part.getValue()));
            }
            command.add("postgres");
            rates.put(workload, rate(command));
        }
        return rates;
    }

    private static double rate(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        var rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException("pgbench: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    private static Optional<String> program() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .map(folder -> Path.of(folder, "pgbench"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
