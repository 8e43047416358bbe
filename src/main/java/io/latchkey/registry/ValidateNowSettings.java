package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How validations that are asked for are kept within bounds. */
@ConfigMapping(prefix = "latchkey.validate-now")
public interface ValidateNowSettings {

    /** How long after one the next may be asked for, for each key. */
    @WithDefault("10S")
    Duration pause();

    /** How long the caller waits at most; the answer is then the key as it is. */
    @WithDefault("30S")
    Duration deadline();
}
