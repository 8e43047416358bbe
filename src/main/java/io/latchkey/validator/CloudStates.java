package io.latchkey.validator;

import io.latchkey.key.Provider;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What this replica's latest probe of each cloud met, for the operator. */
@Singleton
class CloudStates {

    private final Map<Provider, State> states = new EnumMap<>(Provider.class);
    private final Clock clock;

    CloudStates(Clock clock) {
        this.clock = clock;
    }

    /**
     * How a cloud is.
     *
     * @param trouble why it tells nothing; none if it answers
     * @param since when that began
     */
    record State(Optional<Trouble> trouble, Instant since) {}

    synchronized void met(Provider cloud, Verdict verdict) {
        var trouble = switch (verdict) {
            case Usable _, Refused _ -> Optional.<Trouble>empty();
            case Unreachable(var why, var _) -> Optional.of(why);
        };
        var before = states.get(cloud);
        if (before == null || !before.trouble().equals(trouble)) {
            states.put(cloud, new State(trouble, clock.instant()));
        }
    }

    /** Of the clouds that were asked. */
    synchronized Map<Provider, State> present() {
        return new EnumMap<>(states);
    }
}
