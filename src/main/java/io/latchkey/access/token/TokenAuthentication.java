package io.latchkey.access.token;

import io.latchkey.access.Caller;
import io.latchkey.access.Identity;
import io.latchkey.key.OrganizationId;
import io.latchkey.store.OrganizationState;
import io.latchkey.store.OrganizationStates;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A bearer token: its issuer says who is calling, the database whether the organization may. */
@Singleton
class TokenAuthentication implements IdentityProvider<TokenAuthenticationRequest> {

    private static final String UNKNOWN = "The token's organization is not known here.";

    private final TokenCheck tokens;
    private final OrganizationStates organizations;
    private final TokenSettings settings;

    TokenAuthentication(TokenCheck tokens, OrganizationStates organizations, TokenSettings settings) {
        this.tokens = tokens;
        this.organizations = organizations;
        this.settings = settings;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Before the framework's own, which would be content with what the token says. */
    @Override
    public int priority() {
        return IdentityProvider.super.priority() + 1;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return tokens.check(request, context).chain(this::caller).map(Identity::of);
    }

    private Uni<Caller> caller(JsonWebToken token) {
        var claims = new TokenClaims(token, settings);
        return claims.organization()
                .map(organization ->
                        organizations.find(organization).map(state -> caller(organization, claims, bar(state))))
                .orElseGet(() -> Uni.createFrom().failure(TokenFlaw.NO_ORGANIZATION.failure()));
    }

    private static Caller caller(OrganizationId organization, TokenClaims claims, Optional<String> bar) {
        return new Caller(organization, "token:" + claims.token().getSubject(), claims.roles(), bar);
    }

    private static Optional<String> bar(OrganizationState state) {
        return switch (state) {
            case ACTIVE -> Optional.empty();
            case SUSPENDED -> Optional.of(Caller.SUSPENDED);
            case UNKNOWN -> Optional.of(UNKNOWN);
        };
    }
}
