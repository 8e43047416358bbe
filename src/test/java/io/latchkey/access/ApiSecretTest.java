package io.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSecretTest {

    private static final String MADE = ApiSecret.random(new SplittableRandom(1)).value();

    @Test
    void knowsItsOwn() {
        IntStream.range(0, 1_000)
                .mapToObj(seed -> ApiSecret.random(new SplittableRandom(seed)))
                .forEach(secret -> {
                    assertThat(secret.value()).matches("latchkey_[0-9A-Za-z]{46}");
                    assertThat(secret.isMistyped()).isFalse();
                });
    }

    @Test
    void seesEverySingleWrongCharacter() {
        for (var place = "latchkey_".length(); place < MADE.length(); place++) {
            var wrong = MADE.charAt(place) == 'x' ? 'y' : 'x';
            var typed = MADE.substring(0, place) + wrong + MADE.substring(place + 1);
            assertThat(new ApiSecret(typed).isMistyped()).as(typed).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 15, 30, 54})
    void seesAMissingEnd(int length) {
        assertThat(new ApiSecret(MADE.substring(0, length)).isMistyped()).isTrue();
    }

    @Test
    void leavesAnOperatorsOwnSecretAlone() {
        assertThat(new ApiSecret("dev-secret-that-everyone-can-read-here").isMistyped())
                .isFalse();
    }

    @Test
    void printsNothingOfItself() {
        assertThat(new ApiSecret(MADE)).hasToString("***");
        assertThat(new ApiSecret(MADE).hash()).hasToString("***");
    }
}
