package io.latchkey.fault;

import io.latchkey.fault.Ledger.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which refusals a request must reckon with even when all is well, because of what others do at the same time. */
record Refusals(List<Tenant> tenants) {

    /** Of any request. */
    static final Set<Integer> ANY = Set.of(402, 404, 409, 412);

    Set<Integer> of(Entry entry) {
        var tenant = tenant(entry.organization());
        return switch (entry.kind()) {
            case REGISTER -> tenant.isSmall() ? Set.of(402, 409) : Set.of(409);
            case RENAME -> entry.seen().isPresent() ? orGone(tenant, entry, 412) : orGone(tenant, entry);
            case READ -> entry.subject().startsWith("/") ? orGone(tenant, entry) : Set.of();
            // Something may depend on it; and only of a small tenant is a key asked for again that may be gone.
            case REMOVE -> tenant.isSmall() ? Set.of(404, 409) : Set.of(409);
            // Its key may not be proved yet; one that became INVALID is a figure of its own.
            case PUT_RESOURCE -> orGone(tenant, entry, 409);
            // It is asked for once, and its key can't be removed before it.
            case REMOVE_RESOURCE -> Set.of();
        };
    }

    private static Set<Integer> orGone(Tenant tenant, Entry entry, Integer... others) {
        var all = new HashSet<>(Set.of(others));
        if (!tenant.keeps(entry.subject().replace("/", ""))) {
            all.add(404);
        }
        return all;
    }

    private Tenant tenant(UUID id) {
        return tenants.stream()
                .filter(tenant -> tenant.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
