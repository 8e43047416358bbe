package io.latchkey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the walls between the rooms. */
class ArchitectureTest {

    private static final String ROOT = "io.latchkey.";
    private static final JavaClasses LATCHKEY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.latchkey");

    /** Which rooms a room may know besides itself; a room that is not in this list has no business here. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            key          |
            grant        | key
            organization | key
            store        | key organization
            registry     | key organization store grant
            access       | key organization store
            outbound     | key
            provider     | key outbound
            validator    | key store registry provider
            delivery     | key organization store registry outbound
            api          | key organization registry access grant
            boot         | key organization store registry access outbound provider validator delivery api
            """)
    void knowsOnlyItsNeighbours(String room, String neighbours) {
        var known = Stream.concat(
                        Stream.of(room), neighbours == null ? Stream.empty() : Arrays.stream(neighbours.split(" ")))
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(known)
                        .or(JavaClass.Predicates.resideOutsideOfPackage("io.latchkey..")))
                .check(LATCHKEY);
    }

    @Test
    void hasNoRoomsButTheseAndNoneWithoutASignAtItsDoor() {
        var rooms = LATCHKEY.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.replace("io.latchkey.", ""))
                .collect(Collectors.toSet());
        assertThat(rooms)
                .isEqualTo(Set.of(
                        "key",
                        "grant",
                        "organization",
                        "store",
                        "registry",
                        "access",
                        "access.limit",
                        "access.token",
                        "provider",
                        "outbound",
                        "provider.aws",
                        "provider.azure",
                        "provider.gcp",
                        "provider.simulated",
                        "validator",
                        "delivery",
                        "api",
                        "boot"));
        assertThat(rooms)
                .allSatisfy(room -> assertThat(Path.of("src/main/java/io/latchkey", room.split("\\."))
                                .resolve("package-info.java"))
                        .exists());
    }

    @Test
    void keepsTheDomainPlain() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "key..", ROOT + "grant..", ROOT + "organization..")
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                                ROOT + "key..",
                                ROOT + "grant..",
                                ROOT + "organization..",
                                "java.lang..",
                                "java.nio.charset..",
                                "java.time..",
                                "java.util..")
                        .or(JavaClass.Predicates.belongToAnyOf(URI.class, URISyntaxException.class)))
                .check(LATCHKEY);
    }

    @Test
    void keepsHttpAndSqlInTheirRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "api..", ROOT + "boot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "com.fasterxml.jackson..", "io.vertx.ext.web..")
                .check(LATCHKEY);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "io.vertx.mutiny.sqlclient..", "org.hibernate..")
                .check(LATCHKEY);
    }

    @Test
    void goesInNoCircles() {
        slices().matching("io.latchkey.(*)..").should().beFreeOfCycles().check(LATCHKEY);
    }

    @Test
    void namesThingsForWhatTheyAre() {
        assertThat(LATCHKEY.stream().map(JavaClass::getSimpleName))
                .noneMatch(
                        name -> List.of("Manager", "Util", "Utils", "Helper", "Impl", "Base", "Dto", "Entity").stream()
                                .anyMatch(name::endsWith));
    }
}
