package io.latchkey.access.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Whose bearer tokens are taken, and where in them it stands for whom they speak. Off until an issuer is named. */
@ConfigMapping(prefix = "latchkey.token")
public interface TokenSettings {

    /** Whoever signs the tokens: their {@code iss}, and where its discovery document is. Bearer tokens are off without it. */
    Optional<URI> issuer();

    /** Where the issuer's public keys are (JWKS); its discovery document says so when this is not set. */
    Optional<URI> jwksUrl();

    /** The issuer's one public key, PEM or the Base64 inside it, in place of asking for it. */
    Optional<String> publicKey();

    /** What has to be in the tokens' {@code aud}: the name by which the issuer knows this Latchkey. */
    Optional<String> audience();

    /** What they have to be signed with; no other is taken, whatever a token says. */
    @WithDefault("RS256")
    TokenAlgorithm algorithm();

    /** The claim that holds the organization's UUID: a name, or names with {@code /} between them. */
    @WithDefault("organization")
    String organizationClaim();

    /** The claim that holds the roles, written likewise: a list, or one text with spaces between them. */
    @WithDefault("roles")
    String rolesClaim();

    /** By how much the issuer's clock may differ from this one. */
    @WithDefault("10S")
    Duration clockSkew();

    /** How long the issuer may take to say its keys; then the answer is 503. */
    @WithDefault("5S")
    Duration deadline();

    /** Whether bearer tokens are taken at all. */
    default boolean isOn() {
        return issuer().isPresent();
    }
}
