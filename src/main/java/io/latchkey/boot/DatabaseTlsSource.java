package io.latchkey.boot;

import io.latchkey.store.DatabaseSettings.Tls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.postgresql.ssl.LibPQFactory;

/**
 * Says {@code latchkey.database.tls} and {@code latchkey.database.ca} to both clients: Flyway's JDBC driver, and the reactive
 * one. Left to themselves, the first takes TLS where it is offered and believes any certificate, the second never asks for it.
 */
@RegisterForReflection(targets = DefaultJavaSSLFactory.class)
public final class DatabaseTlsSource implements ConfigSourceFactory {

    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";
    private static final String REACTIVE = "quarkus.datasource.reactive.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var wanted = Optional.ofNullable(
                        context.getValue("latchkey.database.tls").getValue())
                .orElse(Tls.STANDARD);
        var ca = Optional.ofNullable(context.getValue("latchkey.database.ca").getValue())
                .filter(path -> !path.isBlank());
        return Tls.of(wanted)
                .<Iterable<ConfigSource>>map(
                        tls -> List.of(new PropertiesConfigSource(settings(tls, ca), "TLS to the database", 0)))
                // The mapping refuses it, by name.
                .orElse(List.of());
    }

    /** Each time all of them: what is found while Latchkey is built, the packaged service has as its defaults. */
    private static Map<String, String> settings(Tls tls, Optional<String> ca) {
        var trustsTheSystem = tls.verifies() && ca.isEmpty();
        var settings = new HashMap<String, String>();
        settings.put(JDBC + "sslmode", tls.label());
        settings.put(
                JDBC + "sslfactory", (trustsTheSystem ? DefaultJavaSSLFactory.class : LibPQFactory.class).getName());
        // Told to verify, this client wants a list of its own. Told only to use TLS, it verifies by the JVM's.
        settings.put(REACTIVE + "postgresql.ssl-mode", (trustsTheSystem ? Tls.REQUIRE : tls).label());
        settings.put(REACTIVE + "hostname-verification-algorithm", tls == Tls.VERIFY_FULL ? "HTTPS" : "NONE");
        settings.put(REACTIVE + "trust-all", String.valueOf(tls == Tls.REQUIRE));
        settings.put(REACTIVE + "trust-certificate-pem", String.valueOf(tls.verifies() && ca.isPresent()));
        ca.ifPresent(file -> {
            settings.put(JDBC + "sslrootcert", file);
            settings.put(REACTIVE + "trust-certificate-pem.certs", file);
        });
        return settings;
    }
}
