package io.latchkey.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** What the build says it has made: jars, or a native binary. */
public record Packaged(Path path, boolean isNative) {

    private static final Path TARGET = Path.of("target");

    /** The latest. */
    public static Packaged found() {
        var artifact = new Properties();
        try (var file = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Packaged(
                TARGET.resolve(artifact.getProperty("path")),
                artifact.getProperty("type").equals("native"));
    }

    /** The jars that are run, or that the binary was made of. */
    public List<Path> jars() {
        return files().stream().filter(file -> file.toString().endsWith(".jar")).toList();
    }

    /** All files that it consists of, or that the binary was made of. */
    public List<Path> files() {
        try (var files = Files.walk(isNative ? sources() : path.getParent())) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path sources() throws IOException {
        try (var folders = Files.list(TARGET)) {
            return folders.filter(folder -> folder.toString().endsWith("-native-image-source-jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
