package io.latchkey.store;

import io.latchkey.key.KeyId;
import io.latchkey.key.Observed;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Standing;
import java.time.Instant;

/**
 * The right to probe one key, until it is settled or its time is up.
 *
 * @param token tells this claim of the key from every other; a settlement with an older one is void
 * @param standing where the key stood when it was claimed
 * @param observed what was known of it beside that
 * @param claimedAt by the database's clock
 * @param wasDue when the key was due before it was claimed
 * @param takenOver whether another replica had the key and lost it
 */
public record Lease(
        KeyId key,
        ProviderKey providerKey,
        long token,
        Standing standing,
        Observed observed,
        Instant claimedAt,
        Instant wasDue,
        boolean takenOver) {}
