package io.latchkey.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Organization;
import io.latchkey.support.Ports;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key's whole way, from the registration through everything that can happen to it in its cloud. */
@QuarkusTest
@TestProfile(CloudWayApiTest.Quick.class)
class CloudWayApiTest {

    private static final int PORT = Ports.named("CloudWayApiTest");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int INTERVALS = 10;

    private final FakeKms kms = new FakeKms(PORT);
    private final Organization acme = Organization.fresh();
    private final TestDatabase database = TestDatabase.connect();
    private final String arn = Samples.arn("111122223333");

    @BeforeEach
    void start() {
        kms.start();
    }

    @AfterEach
    void stop() {
        kms.close();
        database.close();
    }

    @Test
    void followsAKeyThroughItsLife() {
        var id = acme.sends("{\"key\": {\"kind\": \"AwsKey\", \"key_arn\": \"" + arn + "\"}}")
                .post("/byok/v1/keys")
                .<String>path("id");
        var denied = becomes(id, "INITIALIZING", "ACCESS_DENIED");
        assertThat(denied.get("resolution")).contains("key.roles");

        var probes = probes(id);
        kms.put(arn);
        var valid = becomes(id, "VALID", null);
        assertThat(valid).containsEntry("region", "us-west-2").doesNotContainKeys("message", "reason", "resolution");
        assertThat(probes(id) - probes)
                .as("two, and one that was under way when the grant was made")
                .isBetween(1L, 3L);

        var enabled = probes(id);
        kms.change(arn, "KeyState", "Disabled");
        var disabled = becomes(id, "INVALID", "KEY_DISABLED");
        assertThat(probes(id) - enabled)
                .as("one interval: one probe, and one that was under way, and one while this test looked")
                .isBetween(1L, 3L);
        assertThat(disabled).containsEntry("region", "us-west-2");

        kms.close();
        var before = probes(id);
        await().atMost(PATIENCE).until(() -> probes(id) >= before + INTERVALS);
        assertThat(validation(id)).isEqualTo(disabled);
        assertThat(health()).contains("\"AWS\"").containsAnyOf("CONNECTION_FAILED since", "HELD_BACK since");

        kms.start();
        kms.change(arn, "KeyState", "Enabled");
        var back = becomes(id, "VALID", null);
        var usable = probes(id);
        await().atMost(PATIENCE).until(() -> probes(id) >= usable + 3);
        assertThat(validation(id)).isEqualTo(back);
        assertThat(health()).contains("answers since").doesNotContain("DOWN");
        assertThat(denied.get("since")).isLessThan(valid.get("since"));
        assertThat(valid.get("since")).isLessThan(disabled.get("since"));
        assertThat(disabled.get("since")).isLessThan(back.get("since"));
    }

    @Test
    void inspectsAgainAfterAnInspectionThatToldNothingAndLeavesTheKeyAsItIs() {
        kms.put(arn);
        for (var use : FurtherUse.values()) {
            kms.insteadOf(use.name(), FakeKms.Answer.error(400, "ThrottlingException"));
        }
        var id = acme.sends("{\"key\": {\"kind\": \"AwsKey\", \"key_arn\": \"" + arn + "\"}}")
                .post("/byok/v1/keys")
                .<String>path("id");
        var valid = becomes(id, "VALID", null);
        var probes = probes(id);
        await().atMost(PATIENCE).until(() -> probes(id) >= probes + 2);
        assertThat(findings(id).getString("inspected_at")).isNull();
        assertThat(findings(id).getList("findings")).isEmpty();
        assertThat(validation(id)).isEqualTo(valid);

        kms.rightly();
        kms.deny("Encrypt");
        kms.deny("CreateGrant");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(findings(id).getList("findings.code")).containsExactly("ENCRYPT_DENIED"));
        assertThat(findings(id).getString("inspected_at")).isNotNull();
        assertThat(validation(id)).isEqualTo(valid);
    }

    private JsonPath findings(String id) {
        return acme.asks().get("/byok/v1/keys/" + id + "/findings").jsonPath();
    }

    private static String health() {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", String.class);
        return RestAssured.get("http://localhost:" + port + "/q/health/ready")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("\\s", " ");
    }

    private Map<String, String> becomes(String id, String phase, String reason) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(validation(id))
                        .containsEntry("phase", phase)
                        .satisfies(validation ->
                                assertThat(validation.get("reason")).isEqualTo(reason)));
        return validation(id);
    }

    private Map<String, String> validation(String id) {
        return acme.asks().get("/byok/v1/keys/" + id).jsonPath().getMap("validation");
    }

    private long probes(String id) {
        return database.number("SELECT lease_token FROM validation_schedule WHERE key_id = '" + id + "'");
    }

    /** Probes every second, and gives up hope late. */
    public static final class Quick implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.provider", "cloud",
                    "latchkey.aws.endpoint", FakeKms.url(PORT),
                    "latchkey.aws.global.access-key-id", FakeKms.ACCESS_KEY_ID,
                    "latchkey.aws.global.secret-access-key", FakeKms.SECRET,
                    "latchkey.outbound.backoff", "1MS",
                    "latchkey.outbound.circuit-breaker.delay", "500MS",
                    "latchkey.validator.grace", "1H");
        }
    }
}
