package io.latchkey.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one organization or one address may ask of a replica. */
@ConfigMapping(prefix = "latchkey.rate-limit")
public interface RateLimitSettings {

    /** How many requests of an organization a window lets through. */
    @WithDefault("600")
    int requests();

    /** How many wrong credentials an address may show in a window; then it is not asked for one any more. */
    @WithDefault("60")
    int failedSignIns();

    /** How long a window is. It begins with the first request. */
    @WithDefault("1M")
    Duration window();
}
