package io.latchkey.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What makes pods: a Deployment or a Job. */
record Workload(String name, Map<String, String> labels, PodSpec pod) {

    private Workload(String name, PodTemplateSpec template) {
        this(name, template.getMetadata().getLabels(), template.getSpec());
    }

    static Stream<Workload> in(Path overlay) {
        return Stream.concat(
                Deploy.in(overlay, Deployment.class)
                        .map(deployment -> new Workload(
                                deployment.getMetadata().getName(),
                                deployment.getSpec().getTemplate())),
                Deploy.in(overlay, Job.class)
                        .map(job -> new Workload(
                                job.getMetadata().getName(), job.getSpec().getTemplate())));
    }

    static Workload latchkey(Path overlay) {
        return in(overlay)
                .filter(workload -> workload.name.equals("latchkey"))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a selector means its pods; one that selects everything means nothing. */
    boolean isMeantBy(Map<String, String> selector) {
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }

    boolean hasPort(IntOrString port) {
        return pod.getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .anyMatch(there -> isPort(port, there));
    }

    Stream<String> configMaps() {
        return environment()
                .map(EnvFromSource::getConfigMapRef)
                .filter(Objects::nonNull)
                .map(reference -> reference.getName());
    }

    Stream<String> secrets() {
        return environment()
                .map(EnvFromSource::getSecretRef)
                .filter(Objects::nonNull)
                .map(reference -> reference.getName());
    }

    private Stream<EnvFromSource> environment() {
        return pod.getContainers().stream().map(Container::getEnvFrom).flatMap(sources -> sources.stream());
    }

    private static boolean isPort(IntOrString port, ContainerPort there) {
        return Objects.equals(port.getStrVal(), there.getName())
                || Objects.equals(port.getIntVal(), there.getContainerPort());
    }
}
