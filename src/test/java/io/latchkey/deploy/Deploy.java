package io.latchkey.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in deploy/. */
final class Deploy {

    static final Path ROOT = Path.of("deploy");
    static final Path KUBERNETES = ROOT.resolve("kubernetes");
    static final Path BASE = KUBERNETES.resolve("base");
    static final Path PRODUCTION = KUBERNETES.resolve("overlays/production");

    private Deploy() {}

    static List<Path> files() {
        try (var files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals(".env"))
                    .sorted()
                    .toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static Stream<Path> kustomizations() {
        return files().stream()
                .filter(file -> file.endsWith(Kustomization.FILE))
                .map(Path::getParent);
    }

    /** What Kubernetes gets to see, patches among it. */
    static Stream<Path> manifests() {
        return files().stream()
                .filter(file -> file.startsWith(KUBERNETES) && file.toString().endsWith(".yaml"))
                .filter(file -> !file.endsWith(Kustomization.FILE));
    }

    static Stream<Path> overlays() {
        return Stream.of("dev", "production").map(KUBERNETES.resolve("overlays")::resolve);
    }

    /** The manifests of one kind in an overlay and in all that it is made of, each as it stands in its file. */
    static <T extends HasMetadata> Stream<T> in(Path overlay, Class<T> kind) {
        return Kustomization.closure(overlay)
                .flatMap(folder ->
                        Kustomization.each(Kustomization.in(folder).resources()).map(folder::resolve))
                .filter(Files::isRegularFile)
                .map(file -> Schemas.read(Yaml.read(file)))
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
