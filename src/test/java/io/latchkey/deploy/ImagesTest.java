package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that hold for every image. No engine is needed to see whether a Dockerfile keeps them. */
class ImagesTest {

    private static final Path ROOT = Path.of("src", "main", "docker");
    private static final Pattern PINNED = Pattern.compile("FROM [a-z0-9./-]+:(?!latest)[A-Za-z0-9._-]+( AS [a-z]+)?");
    private static final Pattern COPIED = Pattern.compile("COPY (?!.*--from)(?:--\\S+ )*(?<what>\\S+) \\S+");

    private static final DockerIgnore IGNORED = DockerIgnore.read();

    /** What the build makes, as pom.xml names it. */
    private static final Set<String> BUILT = Set.of("target/*-runner", "target/latchkey-sbom.json");

    static Stream<Path> dockerfiles() {
        return Stream.of("Dockerfile.jvm", "Dockerfile.native", "Dockerfile.native-micro")
                .map(ROOT::resolve);
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void keepTheRules(Path file) {
        assertThat(faults(Yaml.text(file), IGNORED)).isEmpty();
    }

    @Test
    void wouldBeFoundOutIfTheyDidNot() {
        assertThat(faults("""
                FROM ubuntu:latest
                COPY secrets.txt /
                USER root
                EXPOSE 80
                """, IGNORED)).hasSize(7);
    }

    /** Without a line of .dockerignore the engine lacks a file, though it is in the clone. */
    @Test
    void wouldBeFoundOutIfTheEngineGotLess() {
        var lines = IGNORED.patterns().stream()
                .filter(pattern -> pattern.startsWith("!"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(5).allSatisfy(line -> {
            var less = new DockerIgnore(IGNORED.patterns().stream()
                    .filter(pattern -> !pattern.equals(line))
                    .toList());
            assertThat(dockerfiles().flatMap(file -> faults(Yaml.text(file), less).stream()))
                    .isNotEmpty()
                    .allMatch(fault -> fault.startsWith("kept from the engine: "));
        });
    }

    private static List<String> faults(String dockerfile, DockerIgnore ignored) {
        var lines = dockerfile.lines().toList();
        var faults = new ArrayList<String>();
        lines.stream()
                .filter(line ->
                        line.startsWith("FROM ") && !PINNED.matcher(line).matches())
                .forEach(line -> faults.add("no version: " + line));
        if (!lines.stream()
                .filter(line -> line.startsWith("USER "))
                .reduce((_, last) -> last)
                .orElse("")
                .equals("USER 1001")) {
            faults.add("not as user 1001, whom deploy/ expects");
        }
        if (!lines.contains("EXPOSE 8080 9000")) {
            faults.add("does not tell the ports of API and management");
        }
        if (!dockerfile.contains("org.opencontainers.image.title")) {
            faults.add("no labels");
        }
        if (!dockerfile.contains("HEALTHCHECK ")) {
            faults.add("no health check");
        }
        var copied = COPIED.matcher(dockerfile)
                .results()
                .map(found -> found.group("what"))
                .toList();
        copied.stream()
                .filter(what -> !BUILT.contains(what) && !what.startsWith("target/quarkus-app/"))
                .filter(what -> !Files.exists(Path.of(what)))
                .forEach(what -> faults.add("not there: " + what));
        copied.stream().filter(ignored::hides).forEach(what -> faults.add("kept from the engine: " + what));
        return faults;
    }
}
