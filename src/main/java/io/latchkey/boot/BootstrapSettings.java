package io.latchkey.boot;

import io.latchkey.organization.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The first organization and its API key. All three or none. */
@ConfigMapping(prefix = "latchkey.bootstrap")
public interface BootstrapSettings {

    /** The id of the organization that exists from the start. */
    Optional<UUID> organizationId();

    /** The id of its API key, the user name of HTTP Basic. */
    Optional<String> apiKey();

    /** The API key's secret, the password of HTTP Basic; at least 32 characters, best from {@code openssl rand -base64 32}. */
    Optional<Secret<String>> apiSecret();

    /** What it may do. An Operator makes organizations and API keys; in dev mode it may do everything. */
    @WithDefault("operator")
    Set<Role> roles();

    /** Whether some of the three are set and others not. */
    default boolean isHalfGiven() {
        // A secret that is not configured is there all the same, but empty.
        var hasSecret = apiSecret().map(Secret::get).isPresent();
        return organizationId().isPresent() != apiKey().isPresent() || apiKey().isPresent() != hasSecret;
    }
}
