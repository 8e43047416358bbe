package io.latchkey.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether there is more to do than to bring the schema up to date. */
@ConfigMapping(prefix = "latchkey")
public interface MigrationSettings {

    /** Brings the schema up to date and ends, with the exit status 0: for a job before a roll-out. */
    @WithDefault("false")
    boolean migrateOnly();
}
