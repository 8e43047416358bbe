package io.latchkey.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README's sessions, pasted into a shell as they stand; only the port and the credential's secret are others. */
public final class Readme {

    private Readme() {}

    /** The blocks of commands under a heading. */
    public static List<String> session(String heading) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var start = readme.indexOf(heading);
        var section = readme.substring(start, readme.indexOf("\n## ", start));
        return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** What the shell prints. */
    public static String paste(String commands) throws IOException {
        var here = commands.replace("http://localhost:8080", RestAssured.baseURI + ":" + RestAssured.port);
        assertThat(here).isNotEqualTo(commands);
        here = here.replace("dev-secret-that", "test-secret-that");
        var shell =
                new ProcessBuilder("sh", "-c", here).redirectErrorStream(true).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
