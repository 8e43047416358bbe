package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of keys that are removed. */
@ConfigMapping(prefix = "latchkey.removal")
public interface RemovalSettings {

    /** For how long a removal can be undone. Not at all where it is 0. */
    @WithDefault("7D")
    Duration undo();
}
