package io.latchkey.access.token;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.SignatureAlgorithm;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/** Tells the framework how tokens are to be checked. Without an issuer nothing is told, and it takes none. */
@Singleton
class TokenTenant {

    /** An issuer that has a new key is asked for it at once, but no oftener than this, however many tokens are forged. */
    private static final Duration KEYS_ASKED_AGAIN = Duration.ofSeconds(5);

    private final TokenSettings settings;

    TokenTenant(TokenSettings settings) {
        this.settings = settings;
    }

    void configure(@Observes Oidc oidc) {
        settings.issuer().ifPresent(issuer -> oidc.create(tenant(issuer)));
    }

    private OidcTenantConfig tenant(URI issuer) {
        return checks(issuer, keys(issuer))
                .applicationType(ApplicationType.SERVICE)
                .build();
    }

    private OidcTenantConfigBuilder keys(URI issuer) {
        return settings.publicKey()
                .map(key -> OidcTenantConfig.builder().publicKey(key))
                .orElseGet(() -> asked(issuer));
    }

    private OidcTenantConfigBuilder asked(URI issuer) {
        var tenant = OidcTenantConfig.authServerUrl(issuer.toString()).connectionTimeout(settings.deadline());
        settings.jwksUrl().ifPresent(url -> tenant.discoveryEnabled(false).jwksPath(url.toString()));
        return tenant;
    }

    private OidcTenantConfigBuilder checks(URI issuer, OidcTenantConfigBuilder tenant) {
        var token = tenant.token()
                // As it is configured, not as the issuer's discovery document has it.
                .issuer(issuer.toString())
                .signatureAlgorithm(
                        SignatureAlgorithm.valueOf(settings.algorithm().name()))
                .subjectRequired()
                .lifespanGrace(Math.toIntExact(settings.clockSkew().toSeconds()))
                .forcedJwkRefreshInterval(KEYS_ASKED_AGAIN)
                // A token is never shown to anybody, not even to its issuer.
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false);
        settings.audience().ifPresent(token::audience);
        return token.end();
    }
}
