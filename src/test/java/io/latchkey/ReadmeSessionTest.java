package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's sessions, pasted into a shell as they stand; only the port is another. */
@QuarkusTest
class ReadmeSessionTest {

    @Test
    void doesWhatTheReadmeSays() throws IOException {
        var blocks = session("## A first session");
        assertThat(blocks).hasSize(3);
        var setting = blocks.getFirst().substring(0, blocks.getFirst().indexOf("curl"));

        assertThat(paste(blocks.getFirst()))
                .contains("201 Created", "Location: ", "\"phase\":\"INITIALIZING\"", "\"roles\":[\"arn:aws:iam::");
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(paste(setting + blocks.get(1)))
                        .contains("\"phase\":\"VALID\"", "\"region\":\"us-west-2\""));
        assertThat(paste(setting + blocks.get(2))).contains("\"display_name\":\"Key for payroll\"", "204 No Content");
    }

    @Test
    void takesAnOperatorToACustomersFirstKey() throws IOException {
        var blocks = session("## From bootstrap to a customer's first key");
        assertThat(blocks).hasSize(1);
        assertThat(paste(blocks.getFirst())).contains("\"id\":\"cck-", "\"phase\":\"INITIALIZING\"");
    }

    private static List<String> session(String heading) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var start = readme.indexOf(heading);
        var section = readme.substring(start, readme.indexOf("\n## ", start));
        return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String paste(String commands) throws IOException {
        var here = commands.replace("http://localhost:8080", RestAssured.baseURI + ":" + RestAssured.port);
        assertThat(here).isNotEqualTo(commands);
        var shell =
                new ProcessBuilder("sh", "-c", here).redirectErrorStream(true).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
