package io.latchkey.boot;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Ends right after the migration, where nothing else is wanted. Flyway has done its work before the start is told of; whoever
 * else hears of the start, Quarkus's scheduler among them, comes later and is not told.
 */
@Singleton
class MigrateOnly {

    private static final Logger LOG = Logger.getLogger(MigrateOnly.class);

    private static final int BEFORE_ALL_OTHERS = -1;

    private final MigrationSettings settings;

    MigrateOnly(MigrationSettings settings) {
        this.settings = settings;
    }

    void end(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) {
        if (settings.migrateOnly()) {
            LOG.info("the schema is up to date, and latchkey.migrate-only wants no more");
            // The first says what comes after the start, the second that the start goes no further.
            Quarkus.asyncExit(0);
            throw new PreventFurtherStepsException();
        }
    }
}
