package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much an organization may have. */
@ConfigMapping(prefix = "latchkey.quota")
public interface QuotaSettings {

    /** How many keys an organization may have that has no limit of its own. */
    @WithDefault("20")
    int maxKeysPerOrganization();
}
