package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that became of a key, and what the key was like right afterwards. Nothing changes it once it happened.
 *
 * @param number grows with time among the events of one key
 * @param id what it is known by outside
 * @param currentVersion what the key encrypts with, by its cloud's name for it, where that is known
 */
public record KeyEvent(
        long number,
        UUID id,
        OrganizationId organization,
        KeyId key,
        Provider provider,
        KeyEventType type,
        Instant at,
        KeyState state,
        Phase phase,
        Optional<Reason> reason,
        Optional<String> region,
        Optional<DisplayName> displayName,
        Optional<String> currentVersion) {}
