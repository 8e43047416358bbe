package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StrayVariablesTest {

    private static final Pattern VARIABLE = Pattern.compile("^\\| `latchkey\\S+` \\| `(\\w+)`", Pattern.MULTILINE);

    @Test
    void areThoseThatNoSettingHas() {
        assertThat(StrayVariables.among(List.of(
                        "LATCHKEY_VALIDATOR_INTERVALL",
                        "LATCHKEY_PUBLICURL",
                        "LATCHKEY_PUBLIC_URL",
                        "LATCHKEY_BOOTSTRAP_ROLES_0_",
                        "LATCHKEY_BOOTSTRAP_RULES_0_",
                        "PATH",
                        "OTHER_LATCHKEY_X")))
                .containsExactly("LATCHKEY_BOOTSTRAP_RULES_0_", "LATCHKEY_PUBLICURL", "LATCHKEY_VALIDATOR_INTERVALL");
    }

    @Test
    void areNoneOfThoseOnThePageOfSettings() throws IOException {
        var page = Files.readString(Path.of("docs", "settings.md"));
        var variables =
                VARIABLE.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(variables).hasSizeGreaterThan(90);
        assertThat(StrayVariables.among(variables)).isEmpty();
    }
}
