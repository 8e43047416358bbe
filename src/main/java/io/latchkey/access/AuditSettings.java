package io.latchkey.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long it is kept who did what. */
@ConfigMapping(prefix = "latchkey.audit")
public interface AuditSettings {

    @WithDefault("400D")
    Duration retention();
}
