package io.latchkey.key;

import io.latchkey.key.Validation.Initializing;
import io.latchkey.key.Validation.Invalid;
import io.latchkey.key.Validation.Valid;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a verdict moves a key from phase to phase: a function of standing, verdict and time, and of nothing else.
 *
 * @param grace how long a new key may be refused before it is INVALID: a customer can grant access only after the
 *     registration's answer has named the grantees
 */
public record PhaseRules(Duration grace) {

    public Standing judge(Standing standing, Verdict verdict, Instant now) {
        return switch (verdict) {
            case Usable(var region, var _, var _) ->
                new Standing(standing.registeredAt(), usable(standing.validation(), region, now), 0, 0);
            case Refused(var reason, var _) -> refused(standing, reason, now);
            case Unreachable _ ->
                new Standing(
                        standing.registeredAt(), standing.validation(), standing.refusals(), standing.silences() + 1);
        };
    }

    private static Validation usable(Validation present, String region, Instant now) {
        return new Valid(region, now).keepingSinceOf(present);
    }

    private Standing refused(Standing standing, Reason reason, Instant now) {
        var refusals = standing.refusals() + 1;
        var next = switch (standing.validation()) {
            case Initializing present
            when standing.age(now).compareTo(grace) < 0 ->
                new Initializing(Optional.of(reason), now).keepingSinceOf(present);
            case Initializing _ -> new Invalid(reason, Optional.empty(), now);
            case Valid present when refusals < reason.hearings() -> present;
            case Valid(var region, var _) -> new Invalid(reason, Optional.of(region), now);
            case Invalid present -> new Invalid(reason, present.region(), now).keepingSinceOf(present);
        };
        return new Standing(standing.registeredAt(), next, refusals, 0);
    }
}
