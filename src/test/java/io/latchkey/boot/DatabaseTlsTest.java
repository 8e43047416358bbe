package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbound.ThrowawayCertificate;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To which PostgreSQL the two clients connect with which setting; both the same. */
class DatabaseTlsTest {

    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";
    private static final String REACTIVE = "quarkus.datasource.reactive.";

    @TempDir
    static Path folder;

    private static OwnPostgres named;
    private static OwnPostgres misnamed;
    private static OwnPostgres plain;
    private static Vertx vertx;

    @BeforeAll
    static void start() throws Exception {
        var right = ThrowawayCertificate.of("dns:localhost");
        var other = ThrowawayCertificate.of("dns:elsewhere.example.com");
        Files.writeString(folder.resolve("right"), right.authority());
        Files.writeString(folder.resolve("other"), other.authority());
        named = OwnPostgres.start(20);
        named.demandTls(right);
        misnamed = OwnPostgres.start(20);
        misnamed.demandTls(other);
        plain = OwnPostgres.start(20);
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        named.close();
        misnamed.close();
        plain.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "", textBlock = """
            named    | verify-full | right | true
            named    |             | right | true
            named    | verify-ca   | right | true
            named    | require     |       | true
            named    | verify-full | other | false
            named    | verify-ca   | other | false
            named    | verify-full |       | false
            named    | disable     |       | false
            misnamed | verify-full | other | false
            misnamed | verify-ca   | other | true
            misnamed | require     |       | true
            plain    | disable     |       | true
            plain    | require     |       | false
            plain    | verify-full | right | false
            """)
    void connects(String server, String tls, String ca, boolean isWanted) {
        var settings = settings(tls, ca);
        var port = (switch (server) {
                    case "named" -> named;
                    case "misnamed" -> misnamed;
                    default -> plain;
                })
                .port();
        assertThat(connectsByJdbc(settings, port)).as("JDBC").isEqualTo(isWanted);
        assertThat(connectsReactively(settings, port)).as("reactive").isEqualTo(isWanted);
    }

    private static SmallRyeConfig settings(String tls, String ca) {
        var builder = new SmallRyeConfigBuilder().withSources(new DatabaseTlsSource());
        if (tls != null) {
            builder.withDefaultValue("latchkey.database.tls", tls);
        }
        if (ca != null) {
            builder.withDefaultValue("latchkey.database.ca", folder.resolve(ca).toString());
        }
        return builder.build();
    }

    private static boolean connectsByJdbc(SmallRyeConfig settings, int port) {
        var properties = new Properties();
        properties.put("user", "postgres");
        settings.getPropertyNames().forEach(name -> {
            if (name.startsWith(JDBC)) {
                properties.put(name.substring(JDBC.length()), settings.getValue(name, String.class));
            }
        });
        try (var connection = DriverManager.getConnection("jdbc:" + OwnPostgres.url(port), properties)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** As Quarkus hands these settings on. */
    private static boolean connectsReactively(SmallRyeConfig settings, int port) {
        var options = PgConnectOptions.fromUri(OwnPostgres.url(port)).setUser("postgres");
        options.setSslMode(SslMode.valueOf(settings.getValue(REACTIVE + "postgresql.ssl-mode", String.class)
                .toUpperCase(Locale.ROOT)
                .replace('-', '_')));
        options.setTrustAll(
                settings.getOptionalValue(REACTIVE + "trust-all", Boolean.class).orElse(false));
        settings.getOptionalValue(REACTIVE + "trust-certificate-pem.certs", String.class)
                .filter(_ -> settings.getValue(REACTIVE + "trust-certificate-pem", Boolean.class))
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file)));
        options.setHostnameVerificationAlgorithm(
                settings.getValue(REACTIVE + "hostname-verification-algorithm", String.class)
                        .replace("NONE", ""));
        try {
            PgConnection.connect(vertx, options)
                    .compose(PgConnection::close)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
