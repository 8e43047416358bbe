package io.latchkey.organization;

import io.latchkey.key.OrganizationId;

/**
 * Where a request comes from.
 *
 * @param organization the caller's
 * @param actor the id of the API key, or the subject of the token
 * @param address of the client, as the service sees it
 */
public record Origin(OrganizationId organization, String actor, String requestId, String address) {}
