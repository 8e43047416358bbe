package io.latchkey.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that takes the tokens of an issuer, which it finds by its discovery document. */
public final class WithIssuer implements QuarkusTestProfile {

    private static final String NAME = "WithIssuer";

    /** All tests of this profile share it and its key, since the service remembers keys and seldom asks for new ones. */
    public static final Issuer ISSUER = Issuer.on(Ports.named(NAME));

    public static final SigningKey KEY = ISSUER.publish(SigningKey.fresh());

    /** Begins to listen, if it does not. */
    public static synchronized void start() {
        if (!ISSUER.isListening()) {
            ISSUER.start();
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "latchkey.token.issuer", Issuer.url(Ports.named(NAME)), "latchkey.token.audience", Issuer.AUDIENCE);
    }
}
