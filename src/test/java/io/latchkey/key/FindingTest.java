package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTest {

    @ParameterizedTest
    @EnumSource
    void isASentenceWithOneMoreThatSaysWhatToDo(Finding finding) {
        assertThat(finding.message())
                .matches("[A-Zk][^.]*\\.|[A-Zk][^ ]*_id [^.]*\\.")
                .hasSizeBetween(15, 150);
        assertThat(finding.resolution()).matches("[A-Z].*\\.").hasSizeBetween(15, 250);
        assertThat(Finding.named(finding.name())).contains(finding);
    }

    /** A code stands for one thing, whether it comes from a finding or from what keeps the key from being used. */
    @Test
    void hasNoCodeThatAReasonHas() {
        assertThat(Stream.of(Finding.values()).map(Finding::name))
                .doesNotContainAnyElementsOf(
                        Stream.of(Reason.values()).map(Reason::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void isOnAPageOfACloud(Finding finding) throws IOException {
        assertThat(pages().flatMap(String::lines))
                .anyMatch(line -> line.startsWith("| ")
                        && line.contains("`" + finding + "`")
                        && line.contains("| " + finding.severity() + " |"));
    }

    @Test
    void isNotKnownByAnyOtherName() {
        assertThat(Finding.named("something of a newer version")).isEmpty();
    }

    private static Stream<String> pages() throws IOException {
        return Stream.of(
                Files.readString(Path.of("docs", "clouds", "aws.md")),
                Files.readString(Path.of("docs", "clouds", "azure.md")),
                Files.readString(Path.of("docs", "clouds", "gcp.md")));
    }
}
