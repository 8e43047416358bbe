package io.latchkey.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.organization.WebhookId;
import io.smallrye.config.Secret;
import jakarta.inject.Singleton;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the webhooks' secrets from the one that is configured. A signature needs the secret itself, not a hash of it; made
 * anew each time, it need not lie in the database, where a copy of that would give it away.
 */
@Singleton
public class WebhookSecrets {

    private final Optional<SecretKeySpec> origin;

    WebhookSecrets(WebhookSettings settings) {
        this.origin =
                settings.secret().map(Secret::get).map(text -> new SecretKeySpec(text.getBytes(UTF_8), "HmacSHA256"));
    }

    /** Refused where none is configured. */
    void requireOn() {
        if (origin.isEmpty()) {
            throw WebhookRefusals.off();
        }
    }

    /**
     * A webhook's secret.
     *
     * @param number how many times it was rotated, and one more
     */
    public WebhookSecret of(WebhookId webhook, int number) {
        var key = origin.orElseThrow(WebhookRefusals::off);
        return new WebhookSecret(WebhookSecret.hmac(key, "webhook\n" + webhook.value() + "\n" + number));
    }
}
