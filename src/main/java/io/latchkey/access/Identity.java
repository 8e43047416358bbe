package io.latchkey.access;

import io.latchkey.organization.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Set;
import java.util.stream.Collectors;

/** A caller as the framework wants to have it. */
public final class Identity {

    private Identity() {}

    /** A barred caller has no roles, so that no resource lets it in. */
    public static SecurityIdentity of(Caller caller) {
        var roles = caller.bar().isPresent()
                ? Set.<String>of()
                : caller.roles().stream().map(Role::label).collect(Collectors.toUnmodifiableSet());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(caller)
                .addRoles(roles)
                .build();
    }
}
