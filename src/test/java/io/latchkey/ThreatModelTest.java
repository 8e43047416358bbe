package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Every invariant of the threat model has tests, and they are there. */
class ThreatModelTest {

    private static final Pattern INVARIANT =
            Pattern.compile("^### I-(\\d+) .+\\n\\n.+\\n\\n((?:- `.+`\\n)+)", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("^- `(.+)#(.+)`$", Pattern.MULTILINE);
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.latchkey");

    @Test
    void numbersItsInvariantsAndNamesTheTestsThatHoldThem() throws IOException {
        var page = Files.readString(Path.of("docs", "threat-model.md"));
        var invariants = INVARIANT.matcher(page).results().toList();
        assertThat(invariants).hasSize((int)
                page.lines().filter(line -> line.startsWith("### I-")).count());
        for (var number = 0; number < invariants.size(); number++) {
            assertThat(invariants.get(number).group(1)).isEqualTo(String.valueOf(number + 1));
        }
        assertThat(invariants.stream().flatMap(ThreatModelTest::tests))
                .hasSizeGreaterThan(60)
                .allSatisfy(test -> assertThat(isThere(test))
                        .as(test.group(1) + "#" + test.group(2))
                        .isTrue());
    }

    private static Stream<MatchResult> tests(MatchResult invariant) {
        return TEST.matcher(invariant.group(2)).results();
    }

    private static boolean isThere(MatchResult test) {
        var name = "io.latchkey." + test.group(1);
        return TESTS.contain(name)
                && TESTS.get(name).getMethods().stream()
                        .filter(method -> method.getName().equals(test.group(2)))
                        .anyMatch(ThreatModelTest::isTest);
    }

    private static boolean isTest(JavaMethod method) {
        return !method.isAnnotatedWith(Disabled.class)
                && !method.getOwner().isAnnotatedWith(Disabled.class)
                && method.getAnnotations().stream()
                        .map(annotation -> annotation.getRawType().getSimpleName())
                        .anyMatch(name ->
                                name.equals("Test") || name.equals("ParameterizedTest") || name.equals("Property"));
    }
}
