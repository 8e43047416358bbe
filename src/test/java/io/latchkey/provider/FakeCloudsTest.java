package io.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Organization;
import io.latchkey.support.Ports;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The clouds that a developer can start, asked by a service that was pointed at them as the README says. */
@QuarkusTest
@TestProfile(FakeCloudsTest.PointedAtThem.class)
class FakeCloudsTest {

    private static final FakeClouds.Place PLACE = new FakeClouds.Place(
            Ports.named("FakeCloudsTest.aws"), Ports.named("FakeCloudsTest.azure"), Ports.named("FakeCloudsTest.gcp"));

    private static FakeClouds clouds;

    private final Organization acme = Organization.fresh();

    @BeforeAll
    static void start() {
        clouds = FakeClouds.start(PLACE);
    }

    @AfterAll
    static void stop() {
        clouds.close();
    }

    static Stream<Arguments> answersForTheKeysThatAreThere() {
        return Stream.of(
                Arguments.of(
                        "{\"kind\": \"AwsKey\", \"key_arn\": \"" + FakeClouds.AWS_KEY + "\"}", "VALID", "us-west-2"),
                Arguments.of(
                        "{\"kind\": \"AzureKey\", \"key_id\": \"" + FakeClouds.AZURE_KEY + "\", \"tenant_id\": \""
                                + FakeClouds.TENANT + "\", \"key_vault_id\": \"/subscriptions/" + FakeClouds.TENANT
                                + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/acme\"}",
                        "VALID",
                        "westeurope"),
                Arguments.of(
                        "{\"kind\": \"GcpKey\", \"key_id\": \"" + FakeClouds.GCP_KEY + "\"}", "VALID", "europe-west3"),
                Arguments.of(
                        "{\"kind\": \"AwsKey\", \"key_arn\": \"" + FakeClouds.DISABLED_AWS_KEY + "\"}",
                        "INVALID",
                        null));
    }

    @ParameterizedTest
    @MethodSource
    void answersForTheKeysThatAreThere(String key, String phase, String region) {
        var id = acme.sends("{\"key\": " + key + "}").post("/byok/v1/keys").<String>path("id");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(acme.asks()
                                .get("/byok/v1/keys/" + id)
                                .jsonPath()
                                .<String, String>getMap("validation"))
                        .containsEntry("phase", phase)
                        .satisfies(validation ->
                                assertThat(validation.get("region")).isEqualTo(region)));
    }

    /** A service that was told what the command prints. */
    public static final class PointedAtThem implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(FakeClouds.settings(PLACE));
            settings.put("latchkey.validator.grace", "1S");
            return settings;
        }
    }
}
