package io.latchkey.api;

import io.latchkey.organization.Quota;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How many keys the calling organization may have, and has. An addition to the contract. */
@RegisterForReflection
public record QuotaView(String id, int limit, int usage) {

    static QuotaView of(Quota quota) {
        return new QuotaView("byok.max_keys.per_org", quota.limit(), quota.usage());
    }
}
