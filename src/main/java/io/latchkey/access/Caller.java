package io.latchkey.access;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Role;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling.
 *
 * @param organization whose keys the caller may see
 * @param name the id of the API key that was shown, or {@code token:} and the subject of the token
 * @param roles what the caller may do
 * @param bar why the caller may do nothing at all, whatever the roles say; a sentence for the caller
 */
public record Caller(OrganizationId organization, String name, Set<Role> roles, Optional<String> bar)
        implements Principal {

    public static final String SUSPENDED = "The organization is suspended.";

    @Override
    public String getName() {
        return name;
    }
}
