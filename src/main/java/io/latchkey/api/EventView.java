package io.latchkey.api;

import io.latchkey.key.DisplayName;
import io.latchkey.key.KeyEvent;
import io.latchkey.key.KeyState;
import io.latchkey.key.Phase;
import io.latchkey.key.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What became of a key, on the wire. An addition to the contract. */
@RegisterForReflection
public record EventView(
        UUID id,
        String type,
        Instant at,
        KeyState state,
        Phase phase,
        Optional<Reason> reason,
        Optional<String> region,
        Optional<String> displayName,
        Optional<String> currentVersion) {

    static EventView of(KeyEvent event) {
        return new EventView(
                event.id(),
                event.type().label(),
                event.at(),
                event.state(),
                event.phase(),
                event.reason(),
                event.region(),
                event.displayName().map(DisplayName::value),
                event.currentVersion());
    }
}
