package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemedyTest {

    @ParameterizedTest
    @MethodSource
    void isASentenceOrTwoThatSayWhatToDo(Reason reason, Provider provider) {
        assertThat(Remedy.of(reason, provider)).matches("[A-Z].*\\.").hasSizeBetween(15, 250);
        assertThat(reason.message()).matches("[A-Z][^.]*\\.").hasSizeLessThan(60);
    }

    static Stream<Arguments> isASentenceOrTwoThatSayWhatToDo() {
        return Arrays.stream(Reason.values())
                .flatMap(reason -> Arrays.stream(Provider.values()).map(provider -> Arguments.of(reason, provider)));
    }
}
