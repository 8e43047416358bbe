package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Where organizations are told what becomes of their keys. */
@ConfigMapping(prefix = "latchkey.webhooks")
public interface WebhookSettings {

    /**
     * What the secrets of all webhooks are made from; the same on every replica. There are no webhooks without it. Another
     * one gives every webhook another secret.
     */
    Optional<Secret<String>> secret();

    /** How many webhooks an organization may have. */
    @WithDefault("10")
    int maxPerOrganization();

    /** How long a webhook's old secret signs as well after a rotation. */
    @WithDefault("24H")
    Duration rotationOverlap();

    /** Hosts of webhooks that need be neither on the public internet nor encrypted, by their names. */
    Optional<Set<String>> privateHosts();
}
