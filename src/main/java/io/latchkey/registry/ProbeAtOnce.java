package io.latchkey.registry;

import io.latchkey.key.KeyId;
import io.latchkey.key.Provider;
import io.smallrye.mutiny.Uni;

/** Who can probe a key out of its turn. */
@FunctionalInterface
public interface ProbeAtOnce {

    /** Probes the key, or waits for the end of a probe that is under way, and settles what was found. */
    Uni<Void> probe(KeyId key, Provider provider);
}
