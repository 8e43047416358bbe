package io.latchkey.boot;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL that a test may treat badly. Keeps its data and its port when it is stopped and started. */
public final class OwnPostgres implements AutoCloseable {

    private final Path data;
    private final int maxConnections;
    private EmbeddedPostgres server;

    private OwnPostgres(Path data, int maxConnections) {
        this.data = data;
        this.maxConnections = maxConnections;
    }

    public static OwnPostgres start(int maxConnections) {
        try {
            var postgres = new OwnPostgres(Files.createTempDirectory("latchkey-postgres"), maxConnections);
            postgres.begin(0);
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setLocaleConfig("locale", "C")
                .setServerConfig("max_connections", String.valueOf(maxConnections))
                .setOverrideWorkingDirectory(Path.of(System.getProperty("user.home"), ".cache", "latchkey", "postgres")
                        .toFile());
        server = (port == 0 ? builder : builder.setPort(port)).start();
    }

    public String url() {
        return "postgresql://localhost:" + server.getPort() + "/postgres";
    }

    /** Stops all its processes in the middle of what they do: nothing answers, no connection ends. */
    public void freeze() {
        signal("STOP", tree());
    }

    public void thaw() {
        signal("CONT", tree());
    }

    /** Ends it as {@code pg_ctl stop -m immediate} does, and starts it again on the same data. */
    public void crash() {
        var postmaster = postmaster();
        signal("QUIT", List.of(postmaster));
        postmaster.onExit().join();
    }

    public void restart() {
        var port = server.getPort();
        // Gives back its lock on the data.
        close();
        try {
            begin(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every connection but the one that does it. */
    public void endConnections() {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND backend_type = 'client backend'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ProcessHandle> tree() {
        var postmaster = postmaster();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private ProcessHandle postmaster() {
        try {
            var pid = Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("not all of " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
