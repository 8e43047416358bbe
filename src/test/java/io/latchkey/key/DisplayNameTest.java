package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.key.Fault.Pointer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {

    private static final String KEY_EMOJI = "\uD83D\uDD11";

    @ParameterizedTest
    @ValueSource(strings = {" Payroll", "Payroll\t", "\r\n Payroll \n", "\u3000Payroll\u2003", "\u2028Payroll\u2029"})
    void trimsWhitespaceAround(String text) {
        assertThat(DisplayName.parse(text).value()).isEqualTo("Payroll");
    }

    @Test
    void keepsSpacesWithin() {
        assertThat(DisplayName.parse("Payroll  of May").value()).isEqualTo("Payroll  of May");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "Ключ",
                "مفتاح",
                "מפתח",
                "鍵",
                "열쇠",
                "कुंजी",
                "กุญแจ",
                "e\u0301",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "a/b\\c\"d'<e>&f",
                "\uD800\uDF48"
            })
    void keepsAnyScriptAsItIs(String text) {
        assertThat(DisplayName.parse(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "鍵", KEY_EMOJI})
    void accepts255Characters(String character) {
        var text = character.repeat(255);

        assertThat(DisplayName.parse(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "鍵", KEY_EMOJI})
    void refuses256Characters(String character) {
        assertThat(refused(character.repeat(256)).detail()).contains("256").contains("255");
    }

    @Test
    void countsAfterTrimming() {
        assertThat(DisplayName.parse(" ".repeat(300) + "x".repeat(255) + "\n").value())
                .isEqualTo("x".repeat(255));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003\u3000", "\u2028"})
    void refusesNothingButWhitespace(String text) {
        assertThat(refused(text).detail()).isEqualTo("display_name is empty.");
    }

    @ParameterizedTest
    @MethodSource("controls")
    void refusesControlsWithin(int control) {
        var fault = refused("Pay" + Character.toString(control) + "roll");

        assertThat(fault.detail()).contains("U+%04X".formatted(control)).doesNotContain(Character.toString(control));
    }

    static IntStream controls() {
        return IntStream.concat(
                IntStream.concat(IntStream.rangeClosed(0, 0x1F), IntStream.rangeClosed(0x7F, 0x9F)),
                IntStream.of(0x2028, 0x2029));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0Payroll", "Payroll\0", "\u0007", "\u001BPayroll", "Payroll\u0085"})
    void refusesControlsAtTheEnds(String text) {
        assertThat(refused(text).detail()).contains("control character");
    }

    @ParameterizedTest
    @MethodSource("withLoneSurrogates")
    void refusesLoneSurrogates(String text) {
        assertThat(refused(text).detail()).containsPattern("U\\+D[8-F][0-9A-F]{2}");
    }

    static Stream<String> withLoneSurrogates() {
        return Stream.of(
                "\uD83D",
                "\uDD11",
                "Pay\uD83Droll",
                "Pay\uDD11roll",
                "Payroll\uD83D",
                "\uDD11Payroll",
                "\uDD11\uD83D",
                KEY_EMOJI + "\uD83D");
    }

    @Test
    void namesTheFirstForbiddenCharacter() {
        assertThat(refused("a\u0001b\u0002").detail()).contains("U+0001").doesNotContain("U+0002");
    }

    private static Fault refused(String text) {
        var refused = catchThrowableOfType(RefusedException.class, () -> DisplayName.parse(text));

        assertThat(refused).isNotNull();
        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.refusal()).isEqualTo(Refusal.INVALID_FIELD);
            assertThat(fault.source()).contains(new Pointer("/display_name"));
            assertThat(fault.resolution()).get().asString().isNotBlank();
        });
        return refused.faults().getFirst();
    }
}
