package io.latchkey.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that takes the tokens of an issuer, which it finds by its discovery document. */
public final class WithIssuer implements QuarkusTestProfile {

    private static final String NAME = "WithIssuer";
    private static Issuer issuer;

    /** The one that all tests of this profile share, since the service remembers its keys. */
    public static synchronized Issuer issuer() {
        if (issuer == null) {
            issuer = Issuer.on(Ports.named(NAME));
            issuer.start();
        }
        return issuer;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "latchkey.token.issuer",
                Issuer.url(Ports.named(NAME)),
                "latchkey.token.audience",
                Issuer.AUDIENCE,
                "latchkey.database.deadline",
                "1S");
    }
}
