package io.latchkey.api;

import io.latchkey.key.Fault;
import io.latchkey.key.KeyId;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import org.jboss.logging.MDC;

/** The key id in a path. A text that no key can have as its id is not found, like the id of a key that is not there. */
final class KeyPath {

    private KeyPath() {}

    static KeyId read(String id) {
        var read = KeyId.parse(id)
                .orElseThrow(() -> new RefusedException(
                        Fault.of(Refusal.NOT_FOUND, "There is no such key.", "A key id looks like cck-a1b2c3d4e5f6.")));
        // A field of what is logged for this request from now on.
        MDC.put("key", read.value());
        return read;
    }
}
