package io.latchkey.bench;

import static org.awaitility.Awaitility.await;

import io.latchkey.support.Jvm;
import io.latchkey.support.Packaged;
import io.latchkey.support.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server under load, in a process of its own. */
final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final String authorization;
    private final Duration startedIn;

    private Server(List<String> command, int port, String name, String authorization) {
        this.port = port;
        this.authorization = authorization;
        var began = System.nanoTime();
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "bench-" + name + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            // Now and then only: looking must not take the processor from what starts.
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException(name + " does not start: "
                                    + Files.readString(Path.of("target", "bench-" + name + ".log")));
                        }
                        return listens();
                    });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        startedIn = Duration.ofNanos(System.nanoTime() - began);
    }

    /** Latchkey as it is packaged, with authentication, limits and everything else on. */
    static Server latchkey(String name, String databaseUrl, Map<String, String> settings, String... jvm) {
        var port = Ports.named("bench " + name);
        var command = new ArrayList<>(List.of(Jvm.command()));
        command.addAll(List.of(jvm));
        // A flight recorder, say.
        command.addAll(Stream.of(System.getProperty("bench.jvm", "").split(" "))
                .filter(option -> !option.isEmpty())
                .toList());
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dlatchkey.database.url=" + databaseUrl);
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dquarkus.management.port=0");
        command.add("-jar");
        command.add(Packaged.found().path().toString());
        return new Server(command, port, name, Data.AUTHORIZATION);
    }

    /** The same statements without Latchkey around them. */
    static Server bare(String databaseUrl) {
        var port = Ports.named("bench bare");
        return new Server(
                List.of(
                        Jvm.command(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        String.valueOf(port),
                        databaseUrl),
                port,
                "bare",
                Data.AUTHORIZATION);
    }

    private boolean listens() {
        try (var _ = new Socket("localhost", port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String authorization() {
        return authorization;
    }

    /** From the process's start to the first connection that it took. */
    Duration startedIn() {
        return startedIn;
    }

    /** What the process has spent so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Memory in use by the process, in MiB. */
    long residentMebibytes() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
