package io.latchkey.boot;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A replica that starts while another migrates waits for it: Flyway would give up after 50 seconds, and the start with it. */
@Singleton
class MigrationLock implements FlywayConfigurationCustomizer {

    /** A second each. As long as the startup probe in deploy/kubernetes/base lets a start take; whoever stops it then starts it anew. */
    private static final int ATTEMPTS = 300;

    @Override
    public void customize(FluentConfiguration migration) {
        migration.lockRetryCount(ATTEMPTS);
    }
}
