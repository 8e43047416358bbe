package io.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Reason;
import io.latchkey.key.Sighting;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;

/** Reads verdicts for tests. */
public final class Verdicts {

    private Verdicts() {}

    /** Where a usable key is. */
    public static String region(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Usable.class);
        return ((Usable) verdict).region();
    }

    /** What was seen of a usable key. */
    public static Sighting sighting(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Usable.class);
        return ((Usable) verdict).sighting();
    }

    public static Reason reason(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Refused.class);
        return ((Refused) verdict).reason();
    }

    public static Trouble trouble(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Unreachable.class);
        return ((Unreachable) verdict).trouble();
    }

    /** By its reason or trouble. The cloud's own text, which has "a message" in it, must not have come so far. */
    public static String told(Verdict verdict) {
        assertThat(verdict.toString()).doesNotContain("a message");
        return switch (verdict) {
            case Usable _ -> "USABLE";
            case Refused(var reason, var _) -> reason.name();
            case Unreachable(var trouble, var _) -> trouble.name();
        };
    }
}
