package io.latchkey.key;

import java.util.UUID;

/** The tenant that owns a key. */
public record OrganizationId(UUID value) {}
