package io.latchkey.boot;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Answers {@code latchkey.database.*} in dev mode and tests by starting PostgreSQL, unless a database is configured. */
public final class EmbeddedPostgresSource implements ConfigSourceFactory {

    private static final String URL = "latchkey.database.url";
    private static final Path KEPT = Path.of(".latchkey", "postgres");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var isDev = context.getProfiles().contains("dev");
        var isTest = context.getProfiles().contains("test");
        var isConfigured = context.getValue(URL).getValue() != null;
        if (isConfigured || !(isDev || isTest)) {
            return List.of();
        }
        var kept = isDev ? Optional.of(KEPT.toAbsolutePath()) : Optional.<Path>empty();
        return List.of(
                new PropertiesConfigSource(
                        Map.of("latchkey.database.username", "postgres", "latchkey.database.password", "postgres"),
                        "embedded PostgreSQL",
                        0),
                new Url(kept));
    }

    /** Starts the server only when somebody asks where it is: a build asks for nothing. */
    private record Url(Optional<Path> kept) implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
            return Set.of(URL);
        }

        @Override
        public String getValue(String name) {
            return name.equals(URL)
                    ? DatabaseServer.found()
                            .map(server -> "postgresql://localhost:" + server.port(kept) + "/postgres")
                            .orElse(null)
                    : null;
        }

        @Override
        public String getName() {
            return "embedded PostgreSQL, started on demand";
        }

        @Override
        public int getOrdinal() {
            return 0;
        }
    }
}
