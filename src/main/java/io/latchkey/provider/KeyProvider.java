package io.latchkey.provider;

import io.latchkey.key.Inspection;
import io.latchkey.key.KeyId;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Verdict;
import io.latchkey.outbound.Patience;
import io.latchkey.provider.ProviderSettings.Choice;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
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

    /** Gives such work up after that time, and begins no call to a cloud later. */
    static <T> Uni<T> within(Duration time, Uni<T> work) {
        return Patience.of(time, work).ifNoItem().after(time).fail();
    }

    /**
     * Finds out what a usable key's grant lacks for the platform's further uses, and what it gives too much. Costs more calls
     * than a probe and is made rarely; needs no permission beyond those of a probe. Never blocks. May fail, which tells nothing.
     *
     * @param id our name for the key, for the customer's audit log
     */
    default Uni<Inspection> inspect(KeyId id, ProviderKey key) {
        return Uni.createFrom().item(Inspection.NONE);
    }

    /** Finds out what exactly a key that was just denied lacks, with one call at most. The same holds as of {@link #inspect}. */
    default Uni<Inspection> explain(KeyId id, ProviderKey key) {
        return Uni.createFrom().item(Inspection.NONE);
    }
}
