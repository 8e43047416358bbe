package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {

    private static final int MANY = 100_000;

    @Test
    void hasItsForm() {
        assertThat(ids(new SplittableRandom(1)).limit(1_000))
                .allSatisfy(id -> assertThat(id.value()).matches("cck-[a-z0-9]{12}"));
    }

    @Test
    void readsWhatItMade() {
        assertThat(ids(new SplittableRandom(2)).limit(1_000))
                .allSatisfy(id -> assertThat(KeyId.parse(id.value())).contains(id));
    }

    @Test
    void neverRepeats() {
        assertThat(ids(new SecureRandom()).limit(MANY).distinct().count()).isEqualTo(MANY);
    }

    @Test
    void usesEveryLetterAndDigitInEveryPlace() {
        var ids = ids(new SplittableRandom(3)).limit(10_000).map(KeyId::value).toList();

        assertThat(IntStream.range("cck-".length(), "cck-".length() + 12))
                .allSatisfy(place -> assertThat(
                                ids.stream().map(id -> id.charAt(place)).distinct())
                        .hasSize(36));
    }

    @Test
    void takesItsChanceFromTheGenerator() {
        var one = KeyId.random(new SplittableRandom(4));

        assertThat(KeyId.random(new SplittableRandom(4))).isEqualTo(one);
        assertThat(KeyId.random(new SplittableRandom(5))).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cck-abcdefghijkl", "cck-012345678901", "cck-a0b1c2d3e4f5"})
    void readsAnId(String text) {
        assertThat(KeyId.parse(text)).contains(new KeyId(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cck-",
                "cck-abcdefghijk",
                "cck-abcdefghijklm",
                "abcdefghijkl",
                "key-abcdefghijkl",
                "cck_abcdefghijkl",
                "CCK-abcdefghijkl",
                "cck-ABCDEFGHIJKL",
                "cck-abcdefghijk-",
                "cck-abcdefghijk%",
                "cck-abcdefghijk\u0661",
                "cck-abcdefghijk\uFF11",
                "cck-abcdefghij\u0430k",
                "cck-abcdefghijkl\n",
                "cck-abcdefghijkl ",
                " cck-abcdefghijkl",
                "cck-abcdefghijkl\0",
                "cck-abcdefghijkl/..",
                "../cck-abcdefghijkl"
            })
    void readsNothingElse(String text) {
        assertThat(KeyId.parse(text)).isEmpty();
    }

    private static Stream<KeyId> ids(RandomGenerator random) {
        return Stream.generate(() -> KeyId.random(random));
    }
}
