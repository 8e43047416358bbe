package io.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Usable;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every provider makes of the same situations. A new one joins by telling how its cloud comes into each. */
public interface ProviderContract {

    /** How things stand in the cloud, and what may be said of the key then. */
    enum Situation {
        USABLE("USABLE"),
        DENIED("ACCESS_DENIED"),
        MISSING("KEY_NOT_FOUND"),
        DISABLED("KEY_DISABLED"),
        WRONG_TYPE("WRONG_KEY_TYPE"),
        LEAVING("PENDING_DELETION", "EXPIRED"),
        THROTTLED("THROTTLED"),
        DOWN("CONNECTION_FAILED"),
        FAILING("CLOUD_FAILED"),
        GARBAGE("UNREADABLE_ANSWER");

        private final Set<String> said;

        Situation(String... said) {
            this.said = Set.of(said);
        }
    }

    /** Makes it so, for a key that has been usable. */
    void bring(Situation situation);

    /** Things are as they were before, and the key is usable. */
    void mend();

    /** Probes the key. */
    Verdict probe();

    @ParameterizedTest
    @EnumSource
    default void takesASituationForWhatItIs(Situation situation) {
        bring(situation);
        assertThat(Verdicts.told(probe())).isIn(situation.said);
        mend();
        assertThat(probe()).as("once it has passed").isInstanceOf(Usable.class);
    }

    @Test
    default void saysWhereAUsableKeyIs() {
        assertThat(probe())
                .isInstanceOfSatisfying(
                        Usable.class, usable -> assertThat(usable.region()).isNotBlank());
    }
}
