package io.latchkey.deploy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an engine is not given to build of. As it does: the last line that means a path, or a folder above it, decides.
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore files</a>
 */
record DockerIgnore(List<String> patterns) {

    static DockerIgnore read() {
        return new DockerIgnore(Yaml.text(Path.of(".dockerignore"))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    }

    /** @param copied as after {@code COPY}; a star in it stands for some name */
    boolean hides(String copied) {
        var path = Path.of(copied.replace("*", "some")).normalize();
        var last = patterns.stream().filter(pattern -> means(pattern, path)).reduce((_, later) -> later);
        return last.filter(pattern -> !pattern.startsWith("!")).isPresent();
    }

    private static boolean means(String pattern, Path path) {
        var glob = pattern.replaceFirst("^!", "").replaceFirst("^/", "").replaceFirst("/$", "");
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        return Stream.iterate(path, there -> there != null, Path::getParent).anyMatch(matcher::matches);
    }
}
