package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of a roll-out, pasted into a shell with a kubectl that only tells what it was asked. */
class RolloutTest {

    /** The Job has no condition at first. */
    private static final String KUBECTL = """
            #!/bin/sh
            printf '%s\\n' "$*" >> "$0.log"
            case "$*" in
              *"get job"*) if [ -e "$0.asked" ]; then ANSWER; else touch "$0.asked"; fi ;;
            esac
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "echo SuccessCriteriaMet Complete, rollout status deployment/latchkey",
        "echo FailureTarget Failed, logs job/latchkey-migration",
        "exit 1, logs job/latchkey-migration"
    })
    void endsHoweverTheMigrationEnds(String answer, String last) throws IOException, InterruptedException {
        var kubectl = folder.resolve("kubectl");
        Files.writeString(kubectl, KUBECTL.replace("ANSWER", answer));
        Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
        var builder = new ProcessBuilder("sh", "-c", commands()).inheritIO();
        builder.environment().merge("PATH", folder + ":", (path, ours) -> ours + path);
        var shell = builder.start();
        try {
            assertThat(shell.waitFor(20, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            shell.destroyForcibly();
        }
        assertThat(Files.readAllLines(folder.resolve("kubectl.log")))
                .anyMatch(line -> line.startsWith("apply -k "))
                .last()
                .asString()
                .endsWith(last);
    }

    private static String commands() {
        var readme = Yaml.text(Deploy.ROOT.resolve("README.md"));
        return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(readme.substring(readme.indexOf("**5. Start.**")))
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();
    }
}
