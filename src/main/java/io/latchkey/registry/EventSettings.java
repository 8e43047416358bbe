package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The history of keys. */
@ConfigMapping(prefix = "latchkey.events")
public interface EventSettings {

    /** How long it is known what became of a key. */
    @WithDefault("400D")
    Duration retention();
}
