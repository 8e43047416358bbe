package io.latchkey.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.delivery.Ledger.Happened;
import io.latchkey.support.Listener.Told;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the one who counts would see what went wrong. */
class LedgerTest {

    private static final List<Happened> HAPPENED =
            List.of(new Happened("a", "key", 1), new Happened("b", "key", 2), new Happened("c", "other", 3));

    @Test
    void findsNothingInWhatIsTold() {
        assertThat(told("a1", "c3", "b2")).isEqualTo(new Ledger(3, 3, 0, 0, 0, 0, 0));
    }

    @Test
    void countsWhatComesAgainAndDoesNotMindItsOrder() {
        assertThat(told("a1", "a1", "b2", "a1", "c3")).isEqualTo(new Ledger(3, 5, 2, 0, 0, 0, 0));
    }

    @Test
    void findsWhatIsMissing() {
        assertThat(told("b2").missing()).isEqualTo(2);
    }

    @Test
    void findsALaterEventThatGoesBefore() {
        assertThat(told("b2", "a1", "c3").outOfOrder()).isEqualTo(1);
        assertThat(told("b2", "a1", "a1", "b2").outOfOrder()).isEqualTo(1);
    }

    @Test
    void findsAnEventUnderAnothersNumber() {
        assertThat(told("a7").outOfOrder()).isEqualTo(1);
    }

    @Test
    void findsWhatNeverHappened() {
        assertThat(told("a1", "z9").unknown()).isEqualTo(1);
    }

    @Test
    void findsABodyThatIsAnotherTheSecondTime() {
        assertThat(told("a1", "a2")).returns(1, Ledger::changed).returns(1, Ledger::duplicates);
    }

    /** Each with its id and its number. */
    private static Ledger told(String... all) {
        return Ledger.of(
                HAPPENED,
                Stream.of(all)
                        .map(one -> new Told(one.substring(0, 1), Map.of(), body(one.substring(0, 1), one.charAt(1))))
                        .toList());
    }

    private static String body(String id, char number) {
        return "{\"id\": \"%s\", \"subject\": \"%s\", \"sequence\": \"000%s\"}"
                .formatted(id, id.equals("c") ? "other" : "key", number);
    }
}
