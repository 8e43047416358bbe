package io.latchkey.access;

import io.latchkey.key.OrganizationId;
import java.security.Principal;

/**
 * Who is calling.
 *
 * @param organization whose keys the caller may see
 * @param apiKey the id of the API key that was shown
 */
public record Caller(OrganizationId organization, String apiKey) implements Principal {

    @Override
    public String getName() {
        return apiKey;
    }
}
