package io.latchkey.access;

import io.latchkey.store.ApiKeyRow;
import io.latchkey.store.ApiKeyStore;
import io.latchkey.store.SecretHash;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** HTTP Basic: the API key's id as user name, its secret as password. */
@Singleton
class ApiKeyAuthentication implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    /** Stands in for the hash of an unknown API key, so that guessing ids takes as long as guessing secrets. */
    private static final SecretHash NOBODY = new SecretHash(new byte[32]);

    private final ApiKeyStore apiKeys;

    ApiKeyAuthentication(ApiKeyStore apiKeys) {
        this.apiKeys = apiKeys;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        if (request.getUsername().indexOf('\0') >= 0) {
            return Uni.createFrom().failure(AuthenticationFailedException::new);
        }
        return apiKeys.find(request.getUsername()).map(found -> identity(found, request.getPassword()));
    }

    private static SecurityIdentity identity(Optional<ApiKeyRow> found, PasswordCredential password) {
        var shown = new ApiSecret(new String(password.getPassword())).hash();
        var matches = shown.equals(found.map(ApiKeyRow::secret).orElse(NOBODY));
        return found.filter(_ -> matches)
                .map(row -> (SecurityIdentity) QuarkusSecurityIdentity.builder()
                        .setPrincipal(new Caller(row.organization(), row.id()))
                        .build())
                .orElseThrow(AuthenticationFailedException::new);
    }
}
