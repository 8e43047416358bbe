package io.latchkey.provider;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which clouds are asked. */
@ConfigMapping(prefix = "latchkey")
public interface ProviderSettings {

    /** {@code cloud}: each key's own. {@code simulated}: none, the answers are made up from the keys' names. */
    Optional<Choice> provider();

    /** What answers for the clouds. */
    enum Choice {
        CLOUD,
        SIMULATED
    }
}
