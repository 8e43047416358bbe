package io.latchkey.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A kustomization.yaml with the fields that are used here; Jackson refuses any other. */
record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<String> components,
        List<Patch> patches,
        List<Labels> labels,
        List<Generator> configMapGenerator,
        List<Image> images) {

    record Patch(String path) {}

    /** For all that the kustomization is made of; pods and selectors stay as they are. */
    record Labels(Map<String, String> pairs) {}

    record Generator(String name, String behavior, List<String> envs, List<String> files, Options options) {}

    record Options(boolean disableNameSuffixHash, Map<String, String> labels) {}

    record Image(String name, String newName, String newTag) {}

    static final String FILE = "kustomization.yaml";

    static Kustomization in(Path folder) {
        return Yaml.read(folder.resolve(FILE), Kustomization.class);
    }

    /** Every file and folder that it names. */
    Stream<String> entries() {
        return Stream.of(
                        each(resources),
                        each(components),
                        each(patches).map(Patch::path),
                        each(configMapGenerator).flatMap(map -> Stream.concat(each(map.envs), each(map.files))))
                .flatMap(names -> names);
    }

    /** The kustomizations that this one is made of, itself among them, by folder. */
    static Stream<Path> closure(Path folder) {
        var kustomization = in(folder);
        return Stream.concat(
                Stream.of(folder),
                Stream.concat(each(kustomization.resources), each(kustomization.components))
                        .map(name -> folder.resolve(name).normalize())
                        .filter(Files::isDirectory)
                        .flatMap(Kustomization::closure));
    }

    static <T> Stream<T> each(List<T> list) {
        return Stream.ofNullable(list).flatMap(List::stream).filter(Objects::nonNull);
    }
}
