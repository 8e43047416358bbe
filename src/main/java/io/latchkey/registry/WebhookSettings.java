package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where organizations are told what becomes of their keys. */
@ConfigMapping(prefix = "latchkey.webhooks")
public interface WebhookSettings {

    /** Characters, so that nobody guesses it. */
    int MIN_SECRET_LENGTH = 32;

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

    /** What can't be meant, a line for each. */
    default List<String> problems() {
        var problems = new ArrayList<String>();
        if (secret().map(Secret::get)
                .filter(given -> given.length() < MIN_SECRET_LENGTH)
                .isPresent()) {
            problems.add("latchkey.webhooks.secret: give at least " + MIN_SECRET_LENGTH
                    + " random characters, the same on every replica");
        }
        if (rotationOverlap().isNegative()) {
            problems.add("latchkey.webhooks.rotation-overlap: give a time, or 0S for old secrets to end at once");
        }
        if (maxPerOrganization() < 0) {
            problems.add("latchkey.webhooks.max-per-organization: give 0 or more");
        }
        return problems;
    }
}
