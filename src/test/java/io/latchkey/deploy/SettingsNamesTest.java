package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder gives settings that there are, all that production needs, and no secret. */
class SettingsNamesTest {

    private static final Pattern NAME = Pattern.compile("\\bLATCHKEY_[A-Z_]+\\b");
    private static final Pattern SECRET = Pattern.compile("(PASSWORD|SECRET|SECRET_ACCESS_KEY|ACCESS_KEY_ID)$");

    /** Only for those who serve these clouds too, or whose PostgreSQL has an authority of its own. */
    private static final Pattern ELSEWHERE = Pattern.compile("_(CHINA|US_GOVERNMENT)_|_DATABASE_CA$");

    private static final String SETTINGS = Yaml.text(Path.of("docs", "settings.md"));

    @Test
    void namesOnlySettingsThatThereAre() {
        var known = names(SETTINGS + Yaml.text(Path.of("docs", "operations.md")));
        assertThat(Deploy.files())
                .allSatisfy(file -> assertThat(names(Yaml.text(file))).isSubsetOf(known));
    }

    /** The settings without which production does not start, or has no operator. */
    @ParameterizedTest
    @ValueSource(strings = {"PROVIDER", "PUBLIC_URL", "PAGE_TOKEN", "DATABASE", "BOOTSTRAP", "GRANTEES"})
    void givesWhatProductionNeeds(String part) {
        var needed = SETTINGS.lines()
                .filter(row -> row.contains(" | none | "))
                .flatMap(row -> names(row).stream())
                .filter(name -> name.startsWith("LATCHKEY_" + part))
                .filter(name -> !ELSEWHERE.matcher(name).find())
                .collect(Collectors.toSet());
        var readme = Yaml.text(Deploy.ROOT.resolve("README.md"));
        var created = readme.substring(readme.indexOf("**4. The secrets**"), readme.indexOf("**5. Start.**"));
        assertThat(needed).isNotEmpty();
        assertThat(names(Yaml.text(Deploy.PRODUCTION.resolve("settings.env")) + created))
                .containsAll(needed);
    }

    @Test
    void givesNoSecretAway() {
        assertThat(Deploy.files())
                .filteredOn(file -> file.toString().endsWith(".env"))
                .hasSizeGreaterThan(2)
                .allSatisfy(file -> assertThat(assigned(Yaml.text(file)))
                        .isNotEmpty()
                        .noneMatch(name -> SECRET.matcher(name).find()));
        assertThat(Deploy.manifests())
                .noneMatch(file -> Yaml.read(file).path("kind").asText().equals("Secret"));
    }

    @Test
    void leavesPlaceholdersInProductionAlone() {
        assertThat(Deploy.files())
                .filteredOn(file -> Yaml.text(file).contains("REPLACE-ME"))
                .isNotEmpty()
                .allMatch(file -> file.startsWith(Deploy.PRODUCTION) || file.endsWith("README.md"));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private static Stream<String> assigned(String environment) {
        return environment
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')));
    }
}
