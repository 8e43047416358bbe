package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a key beside whether it can be used. */
@QuarkusTest
class FindingsApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Organization acme = Organization.fresh();

    @Test
    void tellsWhatIsWrongWithAKeyThatIsVALIDMostSevereFirst() {
        var id = registered(Samples.azureKey("acme-vault", "sim-purgeable-1"));
        var findings = until(id, answer -> !answer.getList("findings").isEmpty());
        assertThat(findings.getList("findings.code")).containsExactly("NO_PURGE_PROTECTION", "OPERATIONS_TOO_BROAD");
        assertThat(findings.getList("findings.severity")).containsExactly("MEDIUM", "LOW");
        assertThat(findings.getString("findings[0].detail")).contains("purge protection");
        assertThat(findings.getString("findings[0].resolution")).startsWith("Switch purge protection on");
        assertThat(findings.getString("inspected_at")).as("of Azure").isNull();
        assertThat(key(id).getString("validation.phase")).isEqualTo("VALID");
        assertThat(key(id).getString("validation.message")).isNull();
    }

    @Test
    void tellsWhatAnInspectionFoundAndWhen() {
        var id = registered(Samples.gcpKey("sim-broad-1"));
        var findings = until(id, answer -> answer.getString("inspected_at") != null);
        assertThat(findings.getList("findings.code")).containsExactly("MAY_DESTROY");
        var narrow = until(registered(Samples.gcpKey("narrow")), answer -> answer.getString("inspected_at") != null);
        assertThat(narrow.getList("findings")).isEmpty();
    }

    @Test
    void tellsOfARotationWhileTheKeyStaysAsItIs() {
        var id = registered(Samples.gcpKey("sim-rotating"));
        var first = until(id, answer -> answer.getString("current_version") != null);
        assertThat(first.getString("current_version.name")).isEqualTo("1");
        assertThat(first.getString("current_version.created_at")).isEqualTo("2025-01-01T00:00:01Z");
        assertThat(first.getInt("current_version.age_days")).isPositive();
        var tag = etag(id);
        var key = key(id).getMap("");
        var second = until(id, answer -> "2".equals(answer.getString("current_version.name")));
        assertThat(second.getString("current_version.seen_at"))
                .isGreaterThan(first.getString("current_version.seen_at"));
        assertThat(second.getString("current_version.created_at")).isEqualTo("2025-01-01T00:00:02Z");
        assertThat(etag(id)).isEqualTo(tag);
        assertThat(key(id).getMap("")).isEqualTo(key);
    }

    @Test
    void knowsAVersionsAgeFromWhenItWasSeenIfTheCloudDoesNotSay() {
        var version = until(registered(Samples.awsKey()), answer -> answer.getString("current_version") != null);
        assertThat(version.getString("current_version.name")).hasSize(64);
        assertThat(version.getString("current_version.created_at")).isNull();
        assertThat(version.getString("current_version.seen_at")).isNotNull();
        assertThat(version.getInt("current_version.age_days")).isZero();
    }

    @Test
    void beginsWithWhatKeepsTheKeyFromBeingUsed() {
        var id = registered(Samples.gcpKey("sim-denied"));
        var findings = until(id, answer -> !answer.getList("findings").isEmpty());
        assertThat(findings.getList("findings.code")).containsExactly("ACCESS_DENIED");
        assertThat(findings.getString("findings[0].severity")).isEqualTo("HIGH");
        assertThat(findings.getString("findings[0].detail")).isEqualTo("Access to key denied.");
        assertThat(findings.getString("findings[0].resolution")).isEqualTo(key(id).getString("validation.resolution"));
    }

    @Test
    void hasNothingToTellOfAKeyThatNobodyHasLookedAt() {
        var answer = findings(registered(Samples.gcpKey("sim-throttled")));
        assertThat(answer.getList("findings")).isEqualTo(List.of());
        assertThat(answer.getString("current_version")).isNull();
        assertThat(answer.getString("inspected_at")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KeyViewer", "ClusterProvisioner"})
    void isThereForEveryoneWhoMayRead(String role) {
        var id = registered(Samples.gcpKey("sim-throttled"));
        acme.withApiKey(role).asks().get(path(id)).then().statusCode(200);
    }

    @Test
    void isNotThereForOthers() {
        var id = registered(Samples.gcpKey("sim-throttled"));
        acme.withApiKey("Operator").asks().get(path(id)).then().statusCode(403);
        Organization.fresh().asks().get(path(id)).then().statusCode(404);
        acme.asks().queryParam("severity", "HIGH").get(path(id)).then().statusCode(400);
        acme.asks().delete(Links.KEYS + "/" + id).then().statusCode(204);
        acme.asks().get(path(id)).then().statusCode(404);
    }

    private String registered(String body) {
        return acme.sends(body)
                .post(Links.KEYS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private JsonPath until(String id, Predicate<JsonPath> isSo) {
        return await().atMost(PATIENCE).until(() -> findings(id), isSo);
    }

    private JsonPath findings(String id) {
        return acme.asks().get(path(id)).then().statusCode(200).extract().jsonPath();
    }

    private JsonPath key(String id) {
        return acme.asks().get(Links.KEYS + "/" + id).jsonPath();
    }

    private String etag(String id) {
        return acme.asks().get(Links.KEYS + "/" + id).header("ETag");
    }

    private static String path(String id) {
        return Links.KEYS + "/" + id + "/findings";
    }
}
