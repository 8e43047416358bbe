package io.latchkey.key;

import java.util.Optional;

/**
 * Which keys of an organization a list shows; each part that is absent lets every key through.
 *
 * @param displayName a part of the display name, whatever its case
 * @param identifier a part of the provider key's identifier, whatever its case
 */
public record KeyFilter(
        Optional<Provider> provider,
        Optional<KeyState> state,
        Optional<Phase> phase,
        Optional<String> region,
        Optional<String> displayName,
        Optional<String> identifier) {

    public static final KeyFilter ALL = new KeyFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
