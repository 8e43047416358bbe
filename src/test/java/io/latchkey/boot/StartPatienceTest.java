package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A start waits for PostgreSQL, and for another that migrates, as long as Kubernetes lets it. */
class StartPatienceTest {

    private static Duration startup;

    @BeforeAll
    static void readTheProbe() throws IOException {
        var deployment = new YAMLMapper()
                .readTree(Path.of("deploy/kubernetes/base/deployment.yaml").toFile());
        var probe = deployment.findValue("startupProbe");
        startup = Duration.ofSeconds(probe.get("periodSeconds").asLong()
                * probe.get("failureThreshold").asLong());
        assertThat(startup).isPositive();
    }

    @Test
    void lastsWhileAnotherMigrates() {
        var migration = new FluentConfiguration();
        new MigrationLock().customize(migration);
        assertThat(Duration.ofSeconds(migration.getLockRetryCount())).isEqualTo(startup);
    }

    @Test
    void lastsWhilePostgresIsAway() throws IOException {
        var settings = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        var interval =
                new DurationConverter().convert(settings.getProperty("%prod.quarkus.flyway.connect-retries-interval"));
        var retries = Integer.parseInt(settings.getProperty("%prod.quarkus.flyway.connect-retries"));
        assertThat(interval.multipliedBy(retries)).isEqualTo(startup);
    }
}
