package io.latchkey.deploy;

import static io.latchkey.deploy.Kustomization.each;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pod calls by name is there, or deploy/README.md says how to make it. */
class ReferencesTest {

    private static final Pattern FILE = Pattern.compile("\\b(base|monitoring|overlays)/[\\w./-]+\\w");

    static Stream<Path> overlays() {
        return Deploy.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void findsItsSettings(Path overlay) {
        var generated = Kustomization.closure(overlay)
                .flatMap(folder -> each(Kustomization.in(folder).configMapGenerator()))
                .map(Kustomization.Generator::name)
                .toList();
        assertThat(Workload.in(overlay).flatMap(Workload::configMaps))
                .hasSizeGreaterThan(1)
                .isSubsetOf(generated);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void findsItsSecretsWhereTheReadmeMakesThem(Path overlay) {
        var namespace = Kustomization.in(overlay).namespace();
        var readme = Yaml.text(Deploy.ROOT.resolve("README.md"));
        assertThat(Workload.in(overlay).flatMap(Workload::secrets))
                .hasSizeGreaterThan(1)
                .allSatisfy(secret -> assertThat(readme)
                        .contains("kubectl -n " + namespace + " create secret generic " + secret + " \\"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void findsTheKeysThatItTakesOutOfASecret(Path overlay) {
        var readme = Yaml.text(Deploy.ROOT.resolve("README.md"));
        assertThat(Workload.in(overlay)
                        .flatMap(workload -> workload.pod().getContainers().stream())
                        .flatMap(container -> container.getEnv().stream())
                        .filter(variable -> variable.getValueFrom() != null)
                        .map(variable -> variable.getValueFrom().getSecretKeyRef()))
                .allSatisfy(key -> {
                    assertThat(key.getName()).isEqualTo("latchkey-secrets");
                    assertThat(readme).contains("--from-literal=" + key.getKey() + "=");
                });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void findsItsServiceAccount(Path overlay) {
        var accounts = Deploy.in(overlay, ServiceAccount.class)
                .map(account -> account.getMetadata().getName())
                .toList();
        assertThat(Workload.in(overlay)
                        .map(workload -> workload.pod().getServiceAccountName())
                        .filter(name -> name != null))
                .hasSizeGreaterThan(1)
                .isSubsetOf(accounts);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void findsItsVolumes(Path overlay) {
        assertThat(Workload.in(overlay))
                .allSatisfy(workload -> assertThat(workload.pod().getContainers())
                        .flatMap(container -> container.getVolumeMounts())
                        .extracting(mount -> mount.getName())
                        .containsExactlyInAnyOrderElementsOf(workload.pod().getVolumes().stream()
                                .map(volume -> volume.getName())
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void livesInANamespaceThatIsMade(Path overlay) {
        assertThat(Deploy.in(overlay, Namespace.class))
                .extracting(namespace -> namespace.getMetadata().getName())
                .containsExactly(Kustomization.in(overlay).namespace());
    }

    /** Comments lead to files that are there, by their way from deploy/kubernetes. */
    @Test
    void namesNoFileThatIsNotThere() {
        assertThat(Deploy.files().stream()
                        .filter(file -> file.startsWith(Deploy.KUBERNETES))
                        .flatMap(file -> FILE.matcher(Yaml.text(file)).results())
                        .map(found -> Deploy.KUBERNETES.resolve(found.group())))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).exists());
    }

    /** kube-prometheus-stack takes in nothing without it. */
    @Test
    void givesMonitorsAndRulesTheLabelThatPrometheusSelectsBy() {
        assertThat(Kustomization.closure(Deploy.PRODUCTION)
                        .filter(folder -> each(Kustomization.in(folder).labels())
                                .anyMatch(labels -> labels.pairs().containsKey("release")))
                        .flatMap(Kustomization::closure))
                .contains(Deploy.KUBERNETES.resolve("monitoring"));
    }
}
