package io.latchkey.store;

import io.latchkey.key.OrganizationId;

/** An API key as it lies in the database: the hash of its secret, never the secret. */
public record ApiKeyRow(String id, OrganizationId organization, SecretHash secret) {}
