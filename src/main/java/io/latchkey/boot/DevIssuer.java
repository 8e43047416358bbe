package io.latchkey.boot;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Dev mode's own issuer of tokens, with a new key at every start, unless another one is configured. */
public final class DevIssuer implements ConfigSourceFactory {

    private static final String ISSUER = "latchkey.token.issuer";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var isConfigured = context.getValue(ISSUER).getValue() != null;
        if (isConfigured || !context.getProfiles().contains("dev")) {
            return List.of();
        }
        var keys = fresh();
        return List.of(new PropertiesConfigSource(
                Map.of(
                        ISSUER,
                        "http://localhost/dev",
                        "latchkey.token.audience",
                        "latchkey-dev",
                        "latchkey.token.public-key",
                        text(keys.getPublic()),
                        // Where the library that makes tokens looks for the key to sign them with.
                        "smallrye.jwt.sign.key",
                        text(keys.getPrivate())),
                "dev mode's issuer of tokens",
                0));
    }

    private static String text(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static KeyPair fresh() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }
}
