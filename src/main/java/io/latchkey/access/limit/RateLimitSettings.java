package io.latchkey.access.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How much one organization or one address may ask. */
@ConfigMapping(prefix = "latchkey.rate-limit")
public interface RateLimitSettings {

    /** How many requests of an organization a window lets through. */
    @WithDefault("600")
    int requests();

    /** How many wrong credentials an address may show in a window; then it is not asked for one any more. */
    @WithDefault("60")
    int failedSignIns();

    /**
     * How many requests of one organization, and with one credential, may be under way at the same time: fewer than there are
     * connections to the database, so that none holds them all.
     */
    @WithDefault("16")
    int concurrentRequests();

    /** How many credentials from one address are looked at at the same time. */
    @WithDefault("128")
    int concurrentSignIns();

    /** How long a window is. It begins with the first request. */
    @WithDefault("1M")
    Duration window();

    /** {@code redis://…} or {@code rediss://…} of a Redis in which replicas count requests together; without it, each alone. */
    Optional<Secret<String>> redisUrl();

    /** How long Redis may take; then the replica decides alone. */
    @WithDefault("200MS")
    Duration redisDeadline();

    /** Whether there is such a Redis. A secret that is not configured is there all the same, but empty. */
    default boolean isShared() {
        return redisUrl().map(Secret::get).isPresent();
    }
}
