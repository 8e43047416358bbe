package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Readme;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The README's sessions, pasted into a shell as they stand; only the port is another. */
@QuarkusTest
class ReadmeSessionTest {

    @Test
    void doesWhatTheReadmeSays() throws IOException {
        var blocks = Readme.session("## A first session");
        assertThat(blocks).hasSize(3);
        var setting = blocks.getFirst().substring(0, blocks.getFirst().indexOf("curl"));

        assertThat(Readme.paste(blocks.getFirst()))
                .contains("201 Created", "Location: ", "\"phase\":\"INITIALIZING\"", "\"roles\":[\"arn:aws:iam::");
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(Readme.paste(setting + blocks.get(1)))
                        .contains("\"phase\":\"VALID\"", "\"region\":\"us-west-2\""));
        assertThat(Readme.paste(setting + blocks.get(2)))
                .contains("\"display_name\":\"Key for payroll\"", "204 No Content");
    }

    @Test
    void takesAnOperatorToACustomersFirstKey() throws IOException {
        var blocks = Readme.session("## From bootstrap to a customer's first key");
        assertThat(blocks).hasSize(1);
        assertThat(Readme.paste(blocks.getFirst())).contains("\"id\":\"cck-", "\"phase\":\"INITIALIZING\"");
    }
}
