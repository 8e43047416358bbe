package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.api.ApiSettings;
import io.latchkey.provider.simulated.SimulatedSettings;
import io.latchkey.registry.WebhookSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExposureCheckTest {

    /** Whatever is called a secret in a file that everyone can read. */
    static Stream<String> published() throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        return properties.stringPropertyNames().stream()
                .filter(name -> name.contains("latchkey.") && name.endsWith("secret"))
                .map(properties::getProperty)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("published")
    void refusesASecretThatIsPublishedWithTheSource(String secret) {
        var own = "one-that-nobody-else-has-ever-seen";
        assertThat(problems(secret, own, own))
                .singleElement()
                .asString()
                .startsWith("latchkey.page-token.secret: give another one");
        assertThat(problems(own, secret, own))
                .singleElement()
                .asString()
                .startsWith("latchkey.bootstrap.api-secret: give another one");
        assertThat(problems(own, own, secret))
                .singleElement()
                .asString()
                .startsWith("latchkey.webhooks.secret: give another one");
    }

    private static List<String> problems(String pageToken, String apiSecret, String webhooks) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "latchkey.public-url",
                                "https://latchkey.example.com",
                                "latchkey.page-token.secret",
                                pageToken,
                                "latchkey.bootstrap.api-secret",
                                apiSecret,
                                "latchkey.webhooks.secret",
                                webhooks),
                        "test",
                        500))
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(ApiSettings.class)
                .withMapping(BootstrapSettings.class)
                .withMapping(SimulatedSettings.class)
                .withMapping(WebhookSettings.class)
                .withValidateUnknown(false)
                .build();
        return ExposureCheck.problems(
                false,
                config.getConfigMapping(SimulatedSettings.class),
                config.getConfigMapping(ApiSettings.class),
                config.getConfigMapping(BootstrapSettings.class),
                config.getConfigMapping(WebhookSettings.class));
    }
}
