package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods may do little, are watched, and are given the time to stop. */
class HardeningTest {

    static Stream<Path> overlays() {
        return Deploy.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void podsMayDoLittle(Path overlay) {
        assertThat(Workload.in(overlay)).hasSizeGreaterThan(1).allSatisfy(workload -> {
            var pod = workload.pod();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).allSatisfy(container -> {
                var security = container.getSecurityContext();
                assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            });
        });
    }

    @Test
    void probesAskTheManagementPort() {
        var workload = Workload.latchkey(Deploy.PRODUCTION);
        var container = workload.pod().getContainers().getFirst();
        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                        .map(Probe::getHttpGet))
                .allMatch(get -> workload.hasPort(get.getPort()))
                .allMatch(get -> get.getPort().equals(new IntOrString("management")))
                .extracting(get -> get.getPath())
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
    }

    @Test
    void stoppingIsGivenLongerThanItTakes() throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        var stopping = Stream.of("delay", "timeout")
                .map(part -> properties.getProperty("%prod.quarkus.shutdown." + part, "0S"))
                .map(text -> Duration.parse("PT" + text))
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(stopping).isPositive();
        assertThat(Workload.latchkey(Deploy.PRODUCTION).pod().getTerminationGracePeriodSeconds())
                .isGreaterThan(stopping.toSeconds());
        var compose = Yaml.read(Deploy.ROOT.resolve("compose.yaml"));
        assertThat(compose.at("/services/latchkey/stop_grace_period").asText())
                .isEqualTo(Workload.latchkey(Deploy.PRODUCTION).pod().getTerminationGracePeriodSeconds() + "s");
    }
}
