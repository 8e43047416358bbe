package io.latchkey.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        return problems;
    }

    /** {@code postgresql://host:port/database}. Dev mode and tests start a server of their own when it is not set. */
    Optional<String> url();

    Optional<String> username();

    Optional<Secret<String>> password();

    /** How long one use of the database may take, waiting for a connection included; then the answer is 503. */
    @WithDefault("5S")
    Duration deadline();

    /** How long a request waits for a free connection. */
    @WithDefault("2S")
    Duration acquireTimeout();

    /** How many requests may wait for a free connection; one more is answered 503 at once. */
    @WithDefault("256")
    int waitQueue();
}
