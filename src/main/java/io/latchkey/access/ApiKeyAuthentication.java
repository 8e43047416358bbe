package io.latchkey.access;

import io.latchkey.organization.Role;
import io.latchkey.store.ApiKeyCheck;
import io.latchkey.store.CredentialStore;
import io.latchkey.store.SecretHash;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;

/** HTTP Basic: the API key's id as user name, its secret as password. */
@Singleton
class ApiKeyAuthentication implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    /** Stands in for the hash of a secret that is not there. */
    private static final SecretHash NOBODY = new SecretHash(new byte[32]);

    private final CredentialStore apiKeys;
    private final LastUses lastUses;

    ApiKeyAuthentication(CredentialStore apiKeys, LastUses lastUses) {
        this.apiKeys = apiKeys;
        this.lastUses = lastUses;
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
        var shown = new ApiSecret(new String(request.getPassword().getPassword()));
        if (shown.isMistyped()) {
            return Uni.createFrom().failure(AuthenticationFailedException::new);
        }
        return apiKeys.find(request.getUsername())
                .map(found -> identity(found, shown.hash()))
                .invoke(identity -> lastUses.note(identity.getPrincipal().getName()));
    }

    /** Everything is looked at whatever the first look says, so that no answer comes sooner than another. */
    private static SecurityIdentity identity(ApiKeyCheck found, SecretHash shown) {
        var isPresent = shown.equals(found.secret());
        var isPrevious = shown.equals(found.previousSecret().orElse(NOBODY));
        if (!found.known() || found.expired() || !(isPresent || isPrevious)) {
            throw new AuthenticationFailedException();
        }
        return Identity.of(caller(found));
    }

    private static Caller caller(ApiKeyCheck row) {
        var roles =
                row.roles().stream().map(Role::of).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
        return new Caller(
                row.organization(),
                row.id(),
                roles,
                row.suspended() ? Optional.of(Caller.SUSPENDED) : Optional.empty());
    }
}
