package io.latchkey.boot;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** What an operator would give the packaged service: a database, and the settings that have no default in production. */
public final class PostgresForPackagedService implements QuarkusTestResourceLifecycleManager {

    /** The JDBC URL of the tests' own PostgreSQL, started if need be. */
    public static String jdbcUrl() {
        return "jdbc:" + url() + "?user=postgres&password=postgres";
    }

    public static String url() {
        return "postgresql://localhost:" + new EmbeddedPostgres().port(Optional.empty()) + "/postgres";
    }

    @Override
    public Map<String, String> start() {
        return settings();
    }

    /** The same settings as the tests have, but for production. */
    public static Map<String, String> settings() {
        var config = ConfigProvider.getConfig();
        var settings = new HashMap<String, String>();
        for (var name : config.getPropertyNames()) {
            if (name.startsWith("latchkey.")) {
                config.getOptionalValue(name, String.class).ifPresent(value -> settings.put(name, value));
            }
        }
        settings.put("latchkey.database.url", url());
        settings.put("latchkey.database.username", "postgres");
        settings.put("latchkey.database.password", "postgres");
        settings.put("latchkey.simulated.allowed-in-production", "true");
        settings.put("latchkey.public-url-of-request", "true");
        // The tests' own are published, and refused.
        settings.put("latchkey.webhooks.secret", "another-secret-of-the-packaged-service-in-tests");
        settings.put("latchkey.page-token.secret", "a-secret-of-the-packaged-service-in-tests");
        settings.put("latchkey.bootstrap.api-secret", "an-api-secret-of-the-packaged-service-in-tests");
        return settings;
    }

    @Override
    public void stop() {}
}
