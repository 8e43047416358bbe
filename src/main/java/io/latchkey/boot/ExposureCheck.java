package io.latchkey.boot;

import io.latchkey.api.ApiSettings;
import io.latchkey.provider.simulated.SimulatedSettings;
import io.latchkey.registry.WebhookSettings;
import io.smallrye.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What dev mode may do, where everyone is a friend, and production may not. */
final class ExposureCheck {

    /** Dev mode's and the tests', in application.properties. */
    private static final Set<String> PUBLISHED =
            Set.of("dev-secret-that-everyone-can-read-here", "test-secret-that-everyone-can-read-here");

    private ExposureCheck() {}

    /** What is wrong, a line for each. */
    static List<String> problems(
            boolean asksNoCloud,
            SimulatedSettings simulated,
            ApiSettings api,
            BootstrapSettings bootstrap,
            WebhookSettings webhooks) {
        var problems = new ArrayList<String>();
        if (asksNoCloud && !simulated.allowedInProduction()) {
            problems.add("latchkey.provider=simulated asks no cloud: choose a real provider, or set"
                    + " latchkey.simulated.allowed-in-production=true if that is what you want");
        }
        if (api.publicUrl().isEmpty() && !api.publicUrlOfRequest()) {
            problems.add("latchkey.public-url: give the URL under which callers reach Latchkey, or set"
                    + " latchkey.public-url-of-request=true if links may name the host that a request names");
        }
        Map.of(
                        "latchkey.page-token.secret", api.pageToken().secret(),
                        "latchkey.bootstrap.api-secret", bootstrap.apiSecret(),
                        "latchkey.webhooks.secret", webhooks.secret())
                .forEach((name, secret) -> {
                    if (secret.map(Secret::get).filter(PUBLISHED::contains).isPresent()) {
                        problems.add(name + ": give another one, this one is published with the source");
                    }
                });
        return problems;
    }
}
