package io.latchkey.api;

import static io.latchkey.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.latchkey.support.Crowd;
import io.latchkey.support.Listener;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What became of a key, and how a removal is undone. */
@QuarkusTest
class HistoryApiTest {

    private final Organization acme = Organization.fresh("KeyAdmin", "ClusterProvisioner");

    @Test
    void tellsEveryChangeOfPhaseReasonStateAndName() {
        var key = register(Samples.awsKey("000000000499"));
        awaitEvents(key, "invalidated", "validated", "registered");
        acme.sends("{\"display_name\": \"Payroll\"}").patch(key).then().statusCode(200);
        acme.sends("{\"display_name\": \"Payroll\"}").patch(key).then().statusCode(200);
        acme.asks().delete(key).then().statusCode(204);
        acme.asks()
                .get(key + "/events")
                .then()
                .statusCode(200)
                .body("data.type", equalTo(List.of("removed", "renamed", "invalidated", "validated", "registered")))
                .body("data.phase", equalTo(List.of("INVALID", "INVALID", "INVALID", "VALID", "INITIALIZING")))
                .body("data[2].reason", equalTo("KEY_DISABLED"))
                .body("data[3].region", equalTo("us-west-2"))
                .body("data[1].display_name", equalTo("Payroll"));
    }

    @Test
    void tellsOfTheFirstResourceAndTheLast() {
        var key = validKey();
        for (var resource : List.of("lkc-1", "lkc-2")) {
            acme.sends("{\"kind\": \"Cluster\"}")
                    .put(key + "/protected-resources/" + resource)
                    .then()
                    .statusCode(201);
        }
        acme.asks().delete(key + "/protected-resources/lkc-1").then().statusCode(204);
        acme.asks().delete(key + "/protected-resources/lkc-2").then().statusCode(204);
        awaitEvents(key, "available", "in_use", "validated", "registered");
    }

    @Test
    void aRotationThatAProbeSeesIsAnEventAndTold() {
        try (var listener = Listener.answering(204)) {
            acme.sends("{\"url\": \"" + listener.url() + "\", \"event_types\": [\"rotated\"]}")
                    .post(WebhooksResource.PATH)
                    .then()
                    .statusCode(201);
            var key = register(Samples.gcpKey("sim-rotating"));
            eventually().until(() -> !listener.toldOf(id(key)).isEmpty());
            var rotated = listener.told().getFirst();
            assertThat(listener.toldOf(id(key)))
                    .as("the first version is no news")
                    .containsOnly("rotated");
            var data = rotated.event().getJsonObject("data");
            assertThat(data.getString("current_version")).isEqualTo("2");
            assertThat(data.getJsonObject("validation"))
                    .as("the key stays as it is")
                    .isEqualTo(new JsonObject(Map.of("phase", "VALID", "region", "europe-west3")));
            var events = acme.asks().get(key + "/events").jsonPath();
            assertThat(events.<String>getList("data.type").reversed()).startsWith("registered", "validated", "rotated");
            var first = "data.findAll { it.type == 'rotated' }[-1]";
            assertThat(events.getString(first + ".current_version")).isEqualTo("2");
            assertThat(events.getString(first + ".id")).isEqualTo(rotated.id());
        }
    }

    @Test
    void isReadInPages() {
        var key = validKey();
        for (var number = 1; number <= 3; number++) {
            acme.sends("{\"display_name\": \"name " + number + "\"}")
                    .patch(key)
                    .then()
                    .statusCode(200);
        }
        var seen = new ArrayList<String>();
        var query = "?page_size=2";
        while (query != null) {
            var page = acme.asks()
                    .get(key + "/events" + query)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("data.type"));
            var token = page.getString("next_page_token");
            query = token == null ? null : "?page_size=2&page_token=" + token;
        }
        assertThat(seen).containsExactly("renamed", "renamed", "renamed", "validated", "registered");
    }

    @Test
    void isNobodyElses() {
        var key = validKey();
        Organization.fresh().asks().get(key + "/events").then().statusCode(404);
        acme.asks().get(Links.KEYS + "/cck-000000000000/events").then().statusCode(404);
    }

    @Test
    void aRemovalIsUndoneAndTheKeyValidatedAnew() {
        var key = validKey();
        acme.asks().delete(key).then().statusCode(204);
        acme.asks().get(key).then().statusCode(404);
        acme.asks()
                .post(key + "/restore")
                .then()
                .statusCode(200)
                .body("validation.phase", equalTo("INITIALIZING"))
                .body("state", equalTo("AVAILABLE"));
        awaitEvents(key, "validated", "restored", "removed", "validated", "registered");
        acme.asks().post(key + "/restore").then().statusCode(200).body("validation.phase", equalTo("VALID"));
    }

    @Test
    void anotherRegistrationIsInTheWayOfARestoration() {
        var body = Samples.awsKey();
        var key = register(body);
        acme.asks().delete(key).then().statusCode(204);
        var twin = register(body);
        acme.asks()
                .post(key + "/restore")
                .then()
                .statusCode(409)
                .header("Location", endsWith(twin))
                .body("errors[0].code", equalTo("resource_already_exists"));
        acme.asks().get(twin).then().statusCode(200);
    }

    @Test
    void whatWasRemovedLongAgoStaysRemoved() {
        var key = register(Samples.awsKey());
        acme.asks().delete(key).then().statusCode(204);
        try (var database = TestDatabase.connect()) {
            database.update("UPDATE key SET deleted_at = deleted_at - interval '8 days' WHERE id = ?", id(key));
        }
        acme.asks().post(key + "/restore").then().statusCode(404);
        acme.asks().post(Links.KEYS + "/cck-000000000000/restore").then().statusCode(404);
        Organization.fresh().asks().post(key + "/restore").then().statusCode(404);
    }

    @Test
    void aRestorationTakesAPlaceInTheQuota() {
        var key = register(Samples.awsKey());
        acme.asks().delete(key).then().statusCode(204);
        register(Samples.awsKey());
        try (var database = TestDatabase.connect()) {
            database.update("UPDATE organization SET key_limit = 1 WHERE id = ?", acme.id());
        }
        acme.asks()
                .post(key + "/restore")
                .then()
                .statusCode(402)
                .body("errors[0].detail", containsString("is currently limited to 1"));
        acme.asks().get("/byok/v1/quota").then().body("usage", equalTo(1));
    }

    @Test
    void aCrowdThatRestoresTakesOnePlace() {
        var key = register(Samples.awsKey());
        acme.asks().delete(key).then().statusCode(204);
        var answers = Crowd.together(20, _ -> acme.asks().post(key + "/restore"));
        assertThat(answers)
                .anyMatch(answer -> answer.statusCode() == 200)
                .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 404));
        acme.asks().get("/byok/v1/quota").then().body("usage", equalTo(1));
        acme.asks().get(key).then().statusCode(200);
        assertThat(acme.asks().get(key + "/events").jsonPath().getList("data.type"))
                .containsOnlyOnce("restored");
        acme.asks().get(Links.KEYS).then().body("data", hasSize(1));
    }

    private void awaitEvents(String key, String... types) {
        eventually()
                .untilAsserted(() -> assertThat(
                                acme.asks().get(key + "/events").jsonPath().<String>getList("data.type"))
                        .containsExactly(types));
    }

    private String validKey() {
        var key = register(Samples.awsKey());
        awaitEvents(key, "validated", "registered");
        return key;
    }

    private String register(String body) {
        return Links.KEYS + "/"
                + acme.sends(body)
                        .post(Links.KEYS)
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    private static String id(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
