package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What native-image would trip on, or leave out, that can be seen without it. */
class NativeImageTest {

    private static final JavaClasses LATCHKEY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.latchkey");

    /** What an image may not hold, or would hold as it was when the image was built. */
    private static final List<Class<?>> OF_ONE_RUN = List.of(
            InetAddress.class,
            SocketAddress.class,
            RandomGenerator.class,
            Thread.class,
            Executor.class,
            HttpClient.class,
            InstantSource.class);

    private static final Pattern AT_RUN_TIME = Pattern.compile("--initialize-at-run-time=([^, ]+)");

    /** Jackson reads the members of a record by reflection, and an image knows only those that it was told of. */
    @Test
    void knowsTheMembersOfAllThatIsWritten() {
        var written = LATCHKEY.stream()
                .filter(type -> type.getPackageName().equals("io.latchkey.api"))
                .filter(type -> type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC))
                // Is read, by a reader of ours.
                .filter(type -> !type.getSimpleName().equals("RequestBody"))
                .collect(Collectors.toSet());
        assertThat(written).hasSizeGreaterThan(15);
        var reached = new HashSet<JavaClass>();
        written.forEach(type -> reach(type, reached));
        assertThat(reached)
                .containsAll(written)
                .filteredOn(type -> type.isRecord() && !type.isAnnotatedWith(RegisterForReflection.class))
                .isEmpty();
    }

    /** Class initialisers run while the image is built. */
    @Test
    void holdsNothingOfTheMachineThatBuildsIt() throws IOException {
        var holders = LATCHKEY.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(NativeImageTest::isOfOneRun)
                .map(field -> field.getOwner().getName())
                .collect(Collectors.toSet());
        assertThat(holders).isEqualTo(initialisedAtRunTime());
    }

    private static boolean isOfOneRun(JavaField field) {
        var reached = new HashSet<JavaClass>();
        field.getType().getAllInvolvedRawTypes().forEach(type -> reach(type, reached));
        return reached.stream().anyMatch(type -> OF_ONE_RUN.stream().anyMatch(type::isAssignableTo));
    }

    /** The types that a value holds, as far as they are Latchkey's own; and the first that aren't. */
    private static void reach(JavaClass type, Set<JavaClass> reached) {
        if (reached.add(type) && type.getPackageName().startsWith("io.latchkey")) {
            type.getSubclasses().forEach(kind -> reach(kind, reached));
            type.getFields().stream()
                    .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                    .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                    .forEach(part -> reach(part, reached));
        }
    }

    private static Set<String> initialisedAtRunTime() throws IOException {
        var settings = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            settings.load(file);
        }
        return AT_RUN_TIME
                .matcher(settings.getProperty("quarkus.native.additional-build-args"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
