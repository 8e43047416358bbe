package io.latchkey.registry;

import io.latchkey.key.DisplayName;
import io.latchkey.key.IdempotencyKey;
import io.latchkey.key.Key;
import io.latchkey.key.ProviderKey;
import java.util.Optional;

/**
 * What a caller wants to have registered.
 *
 * @param idempotencyKey the caller's name for this registration, if asking for it twice shall do it once
 */
public record Registration(
        ProviderKey providerKey, Optional<DisplayName> displayName, Optional<IdempotencyKey> idempotencyKey) {

    /** Whether {@code key}, as it was registered, is what is wanted here. */
    boolean asksFor(Key key) {
        return providerKey.equals(key.providerKey()) && displayName.equals(key.displayName());
    }

    /**
     * What became of it.
     *
     * @param replayed whether it had been done before, under the same idempotency key
     */
    public record Registered(Key key, boolean replayed) {}
}
