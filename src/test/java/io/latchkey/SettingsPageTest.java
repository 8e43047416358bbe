package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of settings names every setting there is, with its default, and no other. */
class SettingsPageTest {

    @Test
    void listsEverySettingWithItsVariableAndDefault() throws IOException {
        var page = Files.readAllLines(Path.of("docs", "settings.md")).stream()
                .filter(line -> line.startsWith("| `latchkey."))
                .map(line -> String.join("|", List.of(line.split("\\|")).subList(1, 4)))
                .toList();
        var code = new ClassFileImporter()
                .importPackages("io.latchkey").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> rows(
                                type, type.getAnnotation(ConfigMapping.class).prefix()))
                        .toList();
        assertThat(page).containsExactlyInAnyOrderElementsOf(code).hasSizeGreaterThan(20);
    }

    private static Stream<String> rows(Class<?> mapping, String prefix) {
        return Arrays.stream(mapping.getDeclaredMethods())
                .filter(method -> !method.isDefault() && !method.isSynthetic())
                .flatMap(method -> method.getReturnType().getEnclosingClass() == mapping
                                && method.getReturnType().isInterface()
                        ? rows(method.getReturnType(), name(prefix, method))
                        : Stream.of(row(name(prefix, method), method)));
    }

    private static String row(String name, Method method) {
        var variable = name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        var standard = Optional.ofNullable(method.getAnnotation(WithDefault.class))
                .map(annotation -> "`" + annotation.value() + "`")
                .orElse("none");
        return " `" + name + "` | `" + variable + "` | " + standard + " ";
    }

    private static String name(String prefix, Method method) {
        return prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
