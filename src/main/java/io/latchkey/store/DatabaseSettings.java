package io.latchkey.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where PostgreSQL is and how long it is waited for. */
@ConfigMapping(prefix = "latchkey.database")
public interface DatabaseSettings {

    /** What is missing here that every start needs, a line for each. */
    default List<String> problems() {
        var problems = new ArrayList<String>();
        if (url().isEmpty()) {
            problems.add("latchkey.database.url: give PostgreSQL's, postgresql://host:5432/latchkey");
        }
        if (username().isEmpty()) {
            problems.add("latchkey.database.username: give the one that Latchkey uses PostgreSQL by");
        }
        if (password().map(Secret::get).isEmpty()) {
            problems.add("latchkey.database.password: give the one that belongs to the username");
        }
        if (url().filter(url -> url.contains("sslmode=")).isPresent()) {
            problems.add("latchkey.database.url: say by latchkey.database.tls, not here, whether TLS is used");
        }
        if (ca().isPresent() && !tls().verifies()) {
            problems.add("latchkey.database.ca: nothing is checked against it unless latchkey.database.tls is"
                    + " verify-full or verify-ca");
        }
        if (ca().isEmpty() && tls() == Tls.VERIFY_CA) {
            problems.add("latchkey.database.ca: give PostgreSQL's own authority, or with verify-ca any host on the"
                    + " internet passes for it");
        }
        if (ca().filter(file -> !Files.isReadable(file)).isPresent()) {
            problems.add("latchkey.database.ca: give a file that can be read");
        }
        return problems;
    }

    /** {@code postgresql://host:port/database}. Dev mode and tests start a server of their own when it is not set. */
    Optional<String> url();

    Optional<String> username();

    Optional<Secret<String>> password();

    /** How PostgreSQL is connected to. */
    @WithDefault(Tls.STANDARD)
    Tls tls();

    /** A PEM file with the authorities that PostgreSQL's certificate may come from. Without it, the JVM's. */
    Optional<Path> ca();

    /** How long one use of the database may take, waiting for a connection included; then the answer is 503. */
    @WithDefault("5S")
    Duration deadline();

    /** How long a request waits for a free connection. */
    @WithDefault("2S")
    Duration acquireTimeout();

    /** How many requests may wait for a free connection; one more is answered 503 at once. */
    @WithDefault("256")
    int waitQueue();

    /** As PostgreSQL's own clients name it. */
    enum Tls {
        /** Everything can be read on the way. */
        DISABLE,
        /** Nobody can read it who only listens; whoever answers is believed. */
        REQUIRE,
        /** The certificate must come from the authority, whatever name is in it. */
        VERIFY_CA,
        /** And its name must be the host's. */
        VERIFY_FULL;

        /** What is done unless something else is said: what travels there is everybody's. */
        public static final String STANDARD = "verify-full";

        /** The one of that name, if there is one. */
        public static Optional<Tls> of(String label) {
            return Arrays.stream(values())
                    .filter(tls -> tls.label().equals(label))
                    .findFirst();
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the certificate is looked at. */
        public boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }
    }
}
