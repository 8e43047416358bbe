package io.latchkey.boot;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.config.Secret;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells a developer who has just started Latchkey what to do next, in lines that can be pasted. */
@Singleton
@IfBuildProfile("dev")
class DevGreeting {

    private static final Logger LOG = Logger.getLogger("latchkey");

    private final BootstrapSettings bootstrap;

    DevGreeting(BootstrapSettings bootstrap) {
        this.bootstrap = bootstrap;
    }

    void greet(@ObservesAsync HttpServerStart server) {
        var url = "http://localhost:" + server.options().getPort();
        var apiKey = bootstrap.apiKey().orElse("<api key>");
        var apiSecret = bootstrap.apiSecret().map(Secret::get).orElse("<api secret>");
        LOG.infof("""


                Latchkey listens on %1$s  (Swagger UI: %1$s/q/swagger-ui)
                API key %2$s, secret %3$s
                A bearer token: curl '%1$s/dev/token?role=KeyAdmin'
                The clouds are simulated: no key is really asked for.

                Register a key:

                curl -u %2$s:%3$s %1$s/byok/v1/keys -H 'Content-Type: application/json' -d '{"display_name": "My first key", "key": {"kind": "AwsKey", "key_arn": "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}'

                Two seconds later it is VALID:

                curl -u %2$s:%3$s %1$s/byok/v1/keys
                """, url, apiKey, apiSecret);
    }
}
