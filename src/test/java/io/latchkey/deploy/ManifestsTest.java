package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest keeps to the schema of its kind, and belongs to a kustomization. */
class ManifestsTest {

    static Stream<Path> manifests() {
        return Deploy.manifests();
    }

    static Stream<Path> kustomizations() {
        return Deploy.kustomizations();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void keepsToItsSchema(Path file) {
        assertThat(Schemas.read(Yaml.read(file)).getMetadata().getName()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void namesOnlyWhatIsThere(Path folder) {
        assertThat(Kustomization.in(folder).entries())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(entry -> assertThat(folder.resolve(entry)).exists());
    }

    @Test
    void leavesNoFileOut() {
        var named = Deploy.kustomizations()
                .flatMap(folder -> Kustomization.in(folder)
                        .entries()
                        .map(entry -> folder.resolve(entry).normalize()));
        var there = Deploy.files().stream()
                .filter(file -> file.startsWith(Deploy.KUBERNETES))
                .filter(file -> !file.endsWith(Kustomization.FILE));
        assertThat(named).containsAll(there.toList());
    }

    @Test
    void patchesOnlyWhatIsThere() {
        assertThat(Deploy.kustomizations())
                .allSatisfy(folder -> assertThat(
                                Kustomization.each(Kustomization.in(folder).patches())
                                        .map(patch -> identity(folder.resolve(patch.path()))))
                        .allMatch(patched -> Deploy.manifests()
                                .filter(file -> file.startsWith(Deploy.BASE))
                                .anyMatch(file -> identity(file).equals(patched))));
    }

    private static String identity(Path file) {
        var manifest = Schemas.read(Yaml.read(file));
        return manifest.getKind() + " " + manifest.getMetadata().getName();
    }
}
