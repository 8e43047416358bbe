package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MethodsTest {

    static Stream<Map.Entry<String, JsonNode>> paths() throws IOException {
        return new YAMLMapper()
                .readTree(new File("src/main/resources/META-INF/openapi.yaml")).path("paths").properties().stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void areThoseOfTheDocument(Map.Entry<String, JsonNode> path) {
        var documented = path.getValue().properties().stream()
                .map(member -> member.getKey().toUpperCase(Locale.ROOT))
                .filter(method -> !method.equals("PARAMETERS"))
                .collect(Collectors.toCollection(HashSet::new));
        documented.add("OPTIONS");
        if (documented.contains("GET")) {
            documented.add("HEAD");
        }
        assertThat(Set.copyOf(Arrays.asList(
                        Methods.takenBy(path.getKey().replaceAll("[{}]", "")).split(", "))))
                .isEqualTo(documented);
    }
}
