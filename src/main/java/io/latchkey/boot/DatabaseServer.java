package io.latchkey.boot;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** What can start a PostgreSQL. Dev mode and tests have one such class; it is not packed, and nothing that is packed names it. */
public interface DatabaseServer {

    /** The one that is there. */
    static Optional<DatabaseServer> found() {
        return ServiceLoader.load(DatabaseServer.class, DatabaseServer.class.getClassLoader())
                .findFirst();
    }

    /**
     * The port on which the server listens on loopback; starts it the first time.
     *
     * @param directory where the data is kept; none for a new one that goes with the process
     */
    int port(Optional<Path> directory);
}
