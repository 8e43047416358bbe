package io.latchkey.api;

import io.latchkey.key.DisplayName;
import io.latchkey.key.ProviderKey;
import java.util.Optional;

/** The body of POST: a provider key, and a name if the caller gives one. */
record Registration(ProviderKey providerKey, Optional<DisplayName> displayName) {

    static Registration read(RequestBody body) {
        var reader = BodyReader.of(body);
        var providerKey = reader.providerKey();
        var displayName = reader.hasValue("/display_name") ? reader.displayName() : Optional.<DisplayName>empty();
        reader.refuseIfFaulty();
        return new Registration(providerKey.orElseThrow(), displayName);
    }
}
