package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbound.ThrowawayCertificate;
import io.latchkey.support.Packaged;
import io.latchkey.support.Replica;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged service with a PostgreSQL that lets nobody in without TLS. */
class DatabaseTlsIT {

    @TempDir
    static Path folder;

    private static OwnPostgres postgres;
    private static ThrowawayCertificate certificate;

    @BeforeAll
    static void start() throws Exception {
        certificate = ThrowawayCertificate.of("dns:localhost");
        postgres = OwnPostgres.start(100);
        postgres.demandTls(certificate);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void startsWithItsAuthorityAndUsesTlsAlone() throws Exception {
        var ca = Files.writeString(folder.resolve("right.pem"), certificate.authority());
        var settings = Map.of("latchkey.database.tls", "verify-full", "latchkey.database.ca", ca.toString());
        try (var replica = Replica.startOn("tls", postgres.url(), settings).awaitListening()) {
            assertThat(postgres.connections().get(true)).isPositive();
            assertThat(postgres.connections().get(false)).isZero();
            assertThat(replica.log()).contains("DbMigrate").doesNotContain("ERROR");
        }
    }

    @Test
    void startsWhereTheJvmKnowsTheAuthority() throws Exception {
        Assumptions.assumeFalse(Packaged.found().isNative(), "a binary has its authorities built in");
        var settings = Map.of(
                "latchkey.database.tls",
                "verify-full",
                "javax.net.ssl.trustStore",
                certificate.trustStore().toString(),
                "javax.net.ssl.trustStorePassword",
                ThrowawayCertificate.PASSWORD);
        try (var replica = Replica.startOn("tls-jvm", postgres.url(), settings).awaitListening()) {
            assertThat(replica.log()).doesNotContain("ERROR");
        }
    }

    /** Without a migration at the start the reactive client is the first to connect. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNotStartWithAnotherAuthority(boolean migrates) throws Exception {
        var other = ThrowawayCertificate.of("dns:localhost").authority();
        var settings = new HashMap<>(refusal(migrates));
        settings.put("latchkey.database.tls", "verify-full");
        settings.put(
                "latchkey.database.ca",
                Files.writeString(folder.resolve("other.pem"), other).toString());
        try (var replica = Replica.startOn("tls-other", postgres.url(), settings)) {
            assertThat(replica.awaitExit()).isNotZero();
            assertThat(replica.log())
                    .contains(migrates ? "SQL State  : 08006" : "SSL handshake failed")
                    .doesNotContain("Listening on");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNotStartWithoutTls(boolean migrates) {
        var settings = new HashMap<>(refusal(migrates));
        settings.put("latchkey.database.tls", "disable");
        try (var replica = Replica.startOn("tls-none", postgres.url(), settings)) {
            assertThat(replica.awaitExit()).isNotZero();
            assertThat(replica.log()).contains("no encryption").doesNotContain("Listening on");
        }
    }

    private static Map<String, String> refusal(boolean migrates) {
        return Map.of(
                "quarkus.flyway.migrate-at-start", String.valueOf(migrates), "quarkus.flyway.connect-retries", "0");
    }
}
