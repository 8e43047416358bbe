package io.latchkey.provider;

import io.latchkey.key.KeyId;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Verdict;
import io.latchkey.provider.ProviderSettings.Choice;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Asks a cloud whether the platform can use a key. */
public interface KeyProvider {

    /** Whose keys it can ask about. */
    Set<Provider> providers();

    /** With which choice of the operator's it is the one that is asked. */
    default Choice choice() {
        return Choice.CLOUD;
    }

    /**
     * Tries to use the key. Never blocks. Every answer of the cloud, and every failure to get one, is a verdict; should the
     * {@code Uni} fail all the same, the caller takes it as {@link Verdict.Unreachable}.
     *
     * @param id our name for the key, for the customer's audit log
     */
    Uni<Verdict> probe(KeyId id, ProviderKey key);
}
