package io.latchkey.api;

import io.latchkey.key.DisplayName;
import io.latchkey.key.ProviderKey;
import java.util.Optional;

/** The body of PATCH: a new name, and the provider key as the caller knows it if it is sent along. */
record Change(Optional<DisplayName> displayName, Optional<ProviderKey> providerKey) {

    static Change read(RequestBody body) {
        var reader = BodyReader.of(body);
        var displayName = reader.has("/display_name") ? reader.displayName() : Optional.<DisplayName>empty();
        var providerKey = reader.hasValue("/key") ? reader.providerKey() : Optional.<ProviderKey>empty();
        reader.refuseIfFaulty();
        return new Change(displayName, providerKey);
    }
}
