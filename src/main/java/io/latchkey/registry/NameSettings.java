package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What things are called outside. */
@ConfigMapping(prefix = "latchkey")
public interface NameSettings {

    /** The authority in {@code metadata.resource_name}, and in the source of events. */
    @WithDefault("latchkey")
    String authority();
}
