package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.latchkey.grant.GrantCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The grants as callers read them, for each cloud, partition and kind of host. {@code -Dgolden.write=true} writes the
 * files anew; read what has changed in them.
 */
class GoldenGrantsTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "grants");
    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    private final ObjectMapper json = new ObjectMapper().registerModule(new Jdk8Module());

    GoldenGrantsTest() {
        new JsonLimits().customize(json);
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#all")
    void areAsTheyWereReadAndFoundRight(GrantCase any) throws IOException {
        var view = GrantView.of(any.key().id().value(), any.grant());
        compare(any + ".txt", view.text());
        compare(any + ".tf", view.terraform());
        ObjectNode tree = json.valueToTree(view);
        tree.remove(List.of("text", "terraform"));
        compare(any + ".json", tree.toPrettyString() + "\n");
    }

    @Test
    void thereAreNoFilesThatNothingIsComparedWith() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(GrantCase.all()
                            .flatMap(any -> Stream.of(any + ".txt", any + ".tf", any + ".json"))
                            .toList());
        }
    }

    private static void compare(String name, String text) throws IOException {
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name), text);
        }
        assertThat(text).isEqualTo(Files.readString(FOLDER.resolve(name)));
    }
}
