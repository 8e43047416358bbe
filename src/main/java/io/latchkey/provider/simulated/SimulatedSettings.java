package io.latchkey.provider.simulated;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the simulated provider behaves. */
@ConfigMapping(prefix = "latchkey.simulated")
public interface SimulatedSettings {

    /** How long each answer takes. */
    @WithDefault("50MS")
    Duration latency();

    /** Production refuses to start with the simulated provider unless this is set. */
    @WithDefault("false")
    boolean allowedInProduction();
}
