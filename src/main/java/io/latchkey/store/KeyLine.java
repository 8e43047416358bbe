package io.latchkey.store;

import io.latchkey.key.DisplayName;
import io.latchkey.key.Key;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyState;
import io.latchkey.key.OrganizationId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a list shows of a {@link KeyRow}. It is read past the session, which has nothing to keep of a row that is only shown. */
@RegisterForReflection
record KeyLine(
        String id,
        UUID organizationId,
        ProviderKeyColumns providerKey,
        List<String> grantees,
        String displayName,
        KeyState state,
        ValidationColumns validation,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    Key toKey() {
        return new Key(
                new KeyId(id),
                new OrganizationId(organizationId),
                providerKey.toProviderKey(),
                grantees,
                Optional.ofNullable(displayName).map(DisplayName::new),
                state,
                validation.toValidation(),
                createdAt,
                updatedAt,
                version);
    }
}
