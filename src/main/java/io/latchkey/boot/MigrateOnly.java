package io.latchkey.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Ends right after the migration, where nothing else is wanted. Flyway has done its work before the start is told of. */
@Singleton
class MigrateOnly {

    private static final Logger LOG = Logger.getLogger(MigrateOnly.class);

    private final MigrationSettings settings;

    MigrateOnly(MigrationSettings settings) {
        this.settings = settings;
    }

    void end(@Observes @Priority(2) StartupEvent event) {
        if (settings.migrateOnly()) {
            LOG.info("the schema is up to date, and latchkey.migrate-only wants no more");
            Quarkus.asyncExit(0);
        }
    }
}
