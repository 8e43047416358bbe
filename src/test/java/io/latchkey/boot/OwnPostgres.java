package io.latchkey.boot;

import io.latchkey.outbound.ThrowawayCertificate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL that a test may treat badly. Keeps its data and its port when it is stopped and started. */
public final class OwnPostgres implements AutoCloseable {

    private final Path data;
    private final int maxConnections;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private OwnPostgres(Path data, int maxConnections, Map<String, String> settings) {
        this.data = data;
        this.maxConnections = maxConnections;
        this.settings = settings;
    }

    public static OwnPostgres start(int maxConnections) {
        try {
            return start(Files.createTempDirectory("latchkey-postgres"), maxConnections, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps its data there, and has these settings of PostgreSQL's own. */
    public static OwnPostgres start(Path data, int maxConnections, Map<String, String> settings) {
        var postgres = new OwnPostgres(data, maxConnections, settings);
        try {
            postgres.begin(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return postgres;
    }

    /** Another server that follows this one, made from a copy of its data; this one is started again for that. */
    public OwnPostgres standby() {
        var port = port();
        close();
        try {
            var copy = Files.createTempDirectory("latchkey-standby");
            run(List.of("cp", "-a", data + "/.", copy.toString()));
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=localhost user=postgres port=" + port + "'\n");
            Files.createFile(copy.resolve("standby.signal"));
            begin(port);
            return start(copy, maxConnections, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The standby becomes the one that is written to. */
    public void promote() {
        execute("SELECT pg_promote()");
    }

    /** As a primary that was demoted: it answers, and refuses every write. */
    public void refuseWrites() {
        execute("ALTER SYSTEM SET default_transaction_read_only = on");
        execute("SELECT pg_reload_conf()");
    }

    /** From now on nobody gets in without TLS; it shows this certificate. */
    public void demandTls(ThrowawayCertificate certificate) throws Exception {
        Files.writeString(data.resolve("server.crt"), certificate.certificate());
        var key = Files.writeString(data.resolve("server.key"), certificate.key());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(data.resolve("postgresql.auto.conf"), "ssl = on\n");
        Files.writeString(data.resolve("pg_hba.conf"), "hostssl all all all trust\n");
        restart();
    }

    /** How many connections there are, other than the one that asks: with TLS, and without. */
    public Map<Boolean, Integer> connections() {
        var counts = new HashMap<>(Map.of(true, 0, false, 0));
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT ssl, count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() GROUP BY ssl")) {
            while (rows.next()) {
                counts.put(rows.getBoolean(1), rows.getInt(2));
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
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
        settings.forEach(builder::setServerConfig);
        server = (port == 0 ? builder : builder.setPort(port)).start();
    }

    public String url() {
        return url(port());
    }

    public static String url(int port) {
        return "postgresql://localhost:" + port + "/postgres";
    }

    public int port() {
        return server.getPort();
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

    /** Whether it is there and lets anybody in. */
    public boolean answers() {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    /** Ends every connection but the one that does it. */
    public void endConnections() {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                + " AND backend_type = 'client backend'");
    }

    /** What a query answers that answers one number. */
    public long number(String query) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
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
        run(command);
    }

    private static void run(List<String> command) {
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
