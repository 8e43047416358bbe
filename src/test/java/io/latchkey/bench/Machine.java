package io.latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where figures come from: without it they say nothing. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** @param data for PostgreSQL's version */
    static String describe(Data data) throws IOException {
        return "%s, %d cores of %s, %s %s, JDK %s, PostgreSQL %s. The callers and PostgreSQL were on the same cores.%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        data.texts("SHOW server_version").getFirst());
    }

    private static String processor() throws IOException {
        return !Files.exists(PROCESSORS)
                ? System.getProperty("os.arch")
                : Files.readAllLines(PROCESSORS).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
    }
}
