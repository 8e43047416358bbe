package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What selects by label or by port finds what it is meant for, and no more. */
class SelectorsTest {

    static Stream<Path> overlays() {
        return Deploy.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void servicesReachThePortsOfOneWorkload(Path overlay) {
        assertThat(Deploy.in(overlay, Service.class)).hasSizeGreaterThan(1).allSatisfy(service -> {
            var meant = meant(overlay, service.getSpec().getSelector());
            assertThat(meant).hasSize(1);
            assertThat(service.getSpec().getPorts())
                    .isNotEmpty()
                    .allMatch(port -> meant.getFirst().hasPort(port.getTargetPort()));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void deploymentsAreMeantByTheirOwnSelectors(Path overlay) {
        assertThat(Deploy.in(overlay, Deployment.class)).allSatisfy(deployment -> {
            var template = deployment.getSpec().getTemplate();
            var own = List.of(deployment.getMetadata().getName());
            assertThat(names(overlay, deployment.getSpec().getSelector().getMatchLabels()))
                    .isEqualTo(own);
            assertThat(template.getSpec().getTopologySpreadConstraints())
                    .allSatisfy(spread -> assertThat(
                                    names(overlay, spread.getLabelSelector().getMatchLabels()))
                            .isEqualTo(own));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void budgetAndAutoscalerMeanLatchkeyAlone(Path overlay) {
        assertThat(Deploy.in(overlay, PodDisruptionBudget.class))
                .singleElement()
                .satisfies(budget -> assertThat(
                                names(overlay, budget.getSpec().getSelector().getMatchLabels()))
                        .containsExactly("latchkey"));
        assertThat(Deploy.in(overlay, HorizontalPodAutoscaler.class))
                .singleElement()
                .satisfies(autoscaler -> assertThat(
                                autoscaler.getSpec().getScaleTargetRef().getName())
                        .isEqualTo("latchkey"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void policiesMeanPodsOfOursAndPortsOfTheirs(Path overlay) {
        assertThat(Deploy.in(overlay, NetworkPolicy.class)).isNotEmpty().allSatisfy(policy -> {
            var meant = meant(overlay, policy.getSpec().getPodSelector().getMatchLabels());
            assertThat(meant).isNotEmpty();
            assertThat(policy.getSpec().getIngress())
                    .flatMap(rule -> rule.getPorts())
                    .allMatch(port -> meant.stream().anyMatch(workload -> workload.hasPort(port.getPort())));
        });
    }

    @Test
    void prometheusAsksTheManagementPort() {
        var monitor = Deploy.in(Deploy.PRODUCTION, ServiceMonitor.class)
                .findFirst()
                .orElseThrow()
                .getSpec();
        assertThat(Deploy.in(Deploy.PRODUCTION, Service.class)
                        .filter(service -> service.getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(
                                        monitor.getSelector().getMatchLabels().entrySet())))
                .singleElement()
                .satisfies(service -> assertThat(service.getMetadata().getName())
                        .as("Prometheus calls the job by it, and so do alerts")
                        .isEqualTo(PromQl.JOB))
                .satisfies(service -> assertThat(service.getSpec().getPorts())
                        .extracting(port -> port.getName())
                        .containsAll(monitor.getEndpoints().stream()
                                .map(endpoint -> endpoint.getPort())
                                .toList()));
    }

    private static List<Workload> meant(Path overlay, Map<String, String> selector) {
        return Workload.in(overlay)
                .filter(workload -> workload.isMeantBy(selector))
                .toList();
    }

    private static List<String> names(Path overlay, Map<String, String> selector) {
        return meant(overlay, selector).stream().map(Workload::name).toList();
    }
}
