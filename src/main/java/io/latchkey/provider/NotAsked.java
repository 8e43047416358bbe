package io.latchkey.provider;

import io.latchkey.key.KeyId;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Unreachable;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** A cloud that this version of Latchkey can't ask: nothing is known of its keys, and the log says so. */
record NotAsked(Provider cloud) implements KeyProvider {

    @Override
    public Set<Provider> providers() {
        return Set.of(cloud);
    }

    @Override
    public Uni<Verdict> probe(KeyId id, ProviderKey key) {
        return Uni.createFrom()
                .item(new Unreachable(
                        Trouble.CREDENTIAL_MISSING, "this version can't ask " + cloud.label() + " about keys"));
    }
}
