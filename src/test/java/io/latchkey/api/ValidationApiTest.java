package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way of a key: registered, probed by the schedule, settled, seen by its customer. */
@QuarkusTest
class ValidationApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Organization acme = Organization.fresh();

    static Stream<Arguments> usableKeys() {
        return Stream.of(
                Arguments.of(Samples.awsKey(), "us-west-2"),
                Arguments.of(Samples.azureKey("acme-westeurope", "k"), "westeurope"),
                Arguments.of(Samples.azureKey("acme-vault", "k"), "eastus"),
                Arguments.of(Samples.gcpKey("k"), "europe-west3"));
    }

    @ParameterizedTest
    @MethodSource("usableKeys")
    void turnsVALIDWithItsRegion(String body, String region) {
        var registered = register(body);
        assertThat(registered.getString("validation.phase")).isEqualTo("INITIALIZING");
        var valid = untilPhase(registered.getString("id"), "VALID");
        assertThat(valid.getString("validation.region")).isEqualTo(region);
        assertThat(valid.getString("validation.message")).isNull();
        assertThat(valid.getString("validation.since")).isGreaterThan(registered.getString("validation.since"));
    }

    static Stream<Arguments> refusedKeys() {
        return Stream.of(
                Arguments.of(Samples.awsKey("000000000403"), "ACCESS_DENIED", "Access to key denied."),
                Arguments.of(Samples.awsKey("000000000404"), "KEY_NOT_FOUND", "Key not found."),
                Arguments.of(Samples.awsKey("000000000409"), "KEY_DISABLED", "Key is disabled."),
                Arguments.of(Samples.awsKey("000000000410"), "PENDING_DELETION", "Key is deleted or pending deletion."),
                Arguments.of(Samples.azureKey("acme-vault", "sim-denied"), "ACCESS_DENIED", "Access to key denied."),
                Arguments.of(Samples.azureKey("acme-vault", "sim-missing-2"), "KEY_NOT_FOUND", "Key not found."),
                Arguments.of(Samples.gcpKey("sim-disabled"), "KEY_DISABLED", "Key is disabled."),
                Arguments.of(Samples.gcpKey("sim-deleted"), "PENDING_DELETION", "Key is deleted or pending deletion."),
                Arguments.of(Samples.gcpKey("sim-expired"), "EXPIRED", "Key has expired."));
    }

    @ParameterizedTest
    @MethodSource("refusedKeys")
    void staysINITIALIZINGWithTheReasonThroughItsGraceAndThenTurnsINVALID(String body, String reason, String message) {
        var id = register(body).getString("id");
        var refused = await().atMost(PATIENCE)
                .until(() -> find(id), answer -> reason.equals(answer.getString("validation.reason")));
        assertThat(refused.getString("validation.phase")).isEqualTo("INITIALIZING");
        assertThat(refused.getString("validation.message")).isEqualTo(message);
        var invalid = untilPhase(id, "INVALID");
        assertThat(invalid.getString("validation.reason")).isEqualTo(reason);
        assertThat(invalid.getString("validation.message")).isEqualTo(message);
        assertThat(invalid.getString("validation.region")).isNull();
    }

    @Test
    void turnsINVALIDWhenAKeyThatWasUsableIsDisabled() {
        var id = register(Samples.awsKey("000000000499")).getString("id");
        var valid = untilPhase(id, "VALID");
        var invalid = untilPhase(id, "INVALID");
        assertThat(invalid.getString("validation.reason")).isEqualTo("KEY_DISABLED");
        assertThat(invalid.getString("validation.region")).isEqualTo("us-west-2");
        assertThat(invalid.getString("validation.since")).isGreaterThan(valid.getString("validation.since"));
    }

    @Test
    void showsNothingOfACloudThatDoesNotAnswer() {
        var throttled = register(Samples.awsKey("000000000429"));
        var probed = register(Samples.awsKey("000000000403"));
        untilPhase(probed.getString("id"), "INVALID");
        await().atMost(PATIENCE).until(() -> silencesOf(throttled.getString("id")) > 0);
        assertThat(find(throttled.getString("id")).getMap("validation")).isEqualTo(throttled.getMap("validation"));
    }

    @Test
    void keepsSinceWhileNothingNewIsFound() {
        var id = register(Samples.awsKey()).getString("id");
        var since = untilPhase(id, "VALID").getString("validation.since");
        var flaky = register(Samples.awsKey("000000000499")).getString("id");
        // Three probes of the flaky key at the same interval: time enough for more than one of the other.
        untilPhase(flaky, "INVALID");
        assertThat(find(id).getString("validation.since")).isEqualTo(since);
    }

    @Test
    void listsByPhaseAndRegion() {
        untilPhase(register(Samples.awsKey()).getString("id"), "VALID");
        assertThat(total("validation_phase=VALID&validation_region=us-west-2")).isEqualTo(1);
        assertThat(total("validation_phase=VALID&validation_region=us-west-1")).isZero();
        assertThat(total("validation_phase=INITIALIZING")).isZero();
    }

    private int total(String query) {
        return acme.asks()
                .get(Links.KEYS + "?" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("metadata.total_size");
    }

    private JsonPath untilPhase(String id, String phase) {
        return await().atMost(PATIENCE)
                .until(() -> find(id), answer -> phase.equals(answer.getString("validation.phase")));
    }

    private static long silencesOf(String id) {
        try (var database = TestDatabase.connect()) {
            return database.number("SELECT silences FROM validation_schedule WHERE key_id = '" + id + "'");
        }
    }

    private JsonPath find(String id) {
        return acme.asks()
                .get(Links.KEYS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath register(String body) {
        return acme.sends(body)
                .post(Links.KEYS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}
