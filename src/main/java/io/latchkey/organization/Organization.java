package io.latchkey.organization;

import io.latchkey.key.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A customer of the platform; everything else here belongs to one.
 *
 * @param keyLimit how many keys it may have; the configured default where it is not set
 * @param keyCount how many it has
 * @param suspendedAt since when its callers may do nothing; its keys are probed all the same
 */
public record Organization(
        OrganizationId id,
        Optional<String> name,
        Optional<Integer> keyLimit,
        int keyCount,
        Optional<Instant> suspendedAt,
        Instant createdAt) {}
