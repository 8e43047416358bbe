package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.KeyEventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of events names every type there is, and so does the OpenAPI document. */
class EventsPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");
    private static final Pattern ENUM = Pattern.compile("enum: \\[(registered[a-z_, ]*)]");

    @Test
    void listsEveryTypeOfEvent() throws IOException {
        var types =
                Arrays.stream(KeyEventType.values()).map(KeyEventType::label).toList();
        assertThat(ROW.matcher(Files.readString(Path.of("docs", "events.md")))
                        .results()
                        .map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(types);
        var document = Files.readString(Path.of("src", "main", "resources", "META-INF", "openapi.yaml"));
        var documented =
                ENUM.matcher(document).results().findFirst().orElseThrow().group(1);
        assertThat(documented.split(", ")).containsExactlyInAnyOrderElementsOf(types);
    }
}
