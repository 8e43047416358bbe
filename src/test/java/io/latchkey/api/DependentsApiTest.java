package io.latchkey.api;

import static io.latchkey.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.support.Crowd;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What depends on a key, and what that means for the key. */
@QuarkusTest
class DependentsApiTest {

    private static final String CLUSTER = "{\"kind\": \"Cluster\", \"display_name\": \"Orders\"}";
    private static final int PARALLEL = 50;

    private final Organization acme = Organization.fresh();
    private final Organization provisioner = acme.withApiKey("ClusterProvisioner");

    @Test
    void theFirstMakesTheKeyInUseAndTheLastOneThatGoesAvailable() {
        var key = validKey();
        var version = version(key);
        provisioner
                .sends(CLUSTER)
                .put(resource(key, "lkc-1"))
                .then()
                .statusCode(201)
                .header("Location", endsWith(resource(key, "lkc-1")))
                .body("id", equalTo("lkc-1"))
                .body("kind", equalTo("Cluster"))
                .body("display_name", equalTo("Orders"))
                .body("created_at", notNullValue());
        assertThat(state(key)).isEqualTo("IN_USE");
        assertThat(version(key)).as("the key has changed").isNotEqualTo(version);
        provisioner
                .sends("{\"kind\": \"Pool\"}")
                .put(resource(key, "lfp-1"))
                .then()
                .statusCode(201);
        provisioner.asks().delete(resource(key, "lkc-1")).then().statusCode(204);
        assertThat(state(key)).isEqualTo("IN_USE");
        provisioner.asks().delete(resource(key, "lfp-1")).then().statusCode(204);
        assertThat(state(key)).isEqualTo("AVAILABLE");
        provisioner.asks().delete(resource(key, "lfp-1")).then().statusCode(404);
        acme.asks().delete(key).then().statusCode(204);
    }

    @Test
    void describesWhatIsThereAnew() {
        var key = validKey();
        provisioner.sends(CLUSTER).put(resource(key, "lkc-1")).then().statusCode(201);
        provisioner
                .sends("{\"kind\": \"Pool\"}")
                .put(resource(key, "lkc-1"))
                .then()
                .statusCode(200)
                .body("kind", equalTo("Pool"))
                .body("display_name", equalTo(null));
        acme.asks().get(resource(key, "lkc-1")).then().statusCode(200).body("kind", equalTo("Pool"));
        acme.asks().get(usage(key)).then().body("total", equalTo(1));
    }

    @Test
    void countsWhatWouldBeLostWhenAKeyInUseIsToBeRemoved() {
        var key = validKey();
        provisioner.sends(CLUSTER).put(resource(key, "lkc-1")).then().statusCode(201);
        provisioner.sends(CLUSTER).put(resource(key, "lkc-2")).then().statusCode(201);
        provisioner
                .sends("{\"kind\": \"Pool\"}")
                .put(resource(key, "lfp-1"))
                .then()
                .statusCode(201);
        acme.asks()
                .delete(key)
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("key_in_use"))
                .body("errors[0].detail", containsString("3 (1 Pool, 2 Cluster)"));
        acme.withApiKey("KeyViewer")
                .asks()
                .get(usage(key))
                .then()
                .statusCode(200)
                .body("total", equalTo(3))
                .body("kinds.kind", equalTo(List.of("Cluster", "Pool")))
                .body("kinds.count", equalTo(List.of(2, 1)));
    }

    @ParameterizedTest
    @CsvSource({"INITIALIZING,", "INVALID, ACCESS_DENIED"})
    void onlyAValidKeyTakesMore(String phase, String reason) {
        var key = validKey();
        provisioner.sends(CLUSTER).put(resource(key, "lkc-1")).then().statusCode(201);
        try (var database = TestDatabase.connect()) {
            database.update("DELETE FROM validation_schedule WHERE key_id = ?", id(key));
            database.update("UPDATE key SET phase = ?, reason = ? WHERE id = ?", phase, reason, id(key));
        }
        provisioner
                .sends(CLUSTER)
                .put(resource(key, "lkc-2"))
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("key_not_valid"))
                .body("errors[0].detail", containsString(reason == null ? phase : reason));
        provisioner.sends(CLUSTER).put(resource(key, "lkc-1")).then().statusCode(200);
        provisioner.asks().delete(resource(key, "lkc-1")).then().statusCode(204);
        assertThat(state(key)).isEqualTo("AVAILABLE");
    }

    @Test
    void listsInPages() {
        var key = validKey();
        var expected = new ArrayList<String>();
        for (var number = 1; number <= 5; number++) {
            provisioner
                    .sends(CLUSTER)
                    .put(resource(key, "lkc-" + number))
                    .then()
                    .statusCode(201);
            expected.add("lkc-" + number);
        }
        Collections.reverse(expected);
        var seen = new ArrayList<String>();
        var query = "?page_size=2";
        while (query != null) {
            var page = acme.asks()
                    .get(key + "/protected-resources" + query)
                    .then()
                    .statusCode(200)
                    .body("data.kind", everyItem(equalTo("Cluster")))
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("data.id"));
            var token = page.getString("next_page_token");
            query = token == null ? null : "?page_size=2&page_token=" + token;
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void letsOnlyThoseWriteWhoProvisionAndThoseReadWhoMayKnow() {
        var key = validKey();
        acme.sends(CLUSTER).put(resource(key, "lkc-1")).then().statusCode(403);
        acme.asks().delete(resource(key, "lkc-1")).then().statusCode(403);
        var viewer = acme.withApiKey("KeyViewer");
        viewer.asks().get(key + "/protected-resources").then().statusCode(403);
        viewer.asks().get(resource(key, "lkc-1")).then().statusCode(403);
        acme.asks().get(key + "/protected-resources").then().statusCode(200).body("data", hasSize(0));
    }

    @Test
    void anotherOrganizationsKeyIsNotThere() {
        var key = validKey();
        provisioner.sends(CLUSTER).put(resource(key, "lkc-1")).then().statusCode(201);
        var other = Organization.fresh("KeyAdmin", "ClusterProvisioner");
        other.sends(CLUSTER).put(resource(key, "lkc-2")).then().statusCode(404);
        other.asks().get(resource(key, "lkc-1")).then().statusCode(404);
        other.asks().get(key + "/protected-resources").then().statusCode(404);
        other.asks().get(usage(key)).then().statusCode(404);
        other.asks().delete(resource(key, "lkc-1")).then().statusCode(404);
        acme.asks().get(usage(key)).then().body("total", equalTo(1));
    }

    @Test
    void tellsAllThatIsWrongWithABody() {
        var key = validKey();
        provisioner
                .sends("{\"kind\": \"two words\", \"display_name\": 7, \"colour\": \"red\"}")
                .put(resource(key, "lkc-1"))
                .then()
                .statusCode(422)
                .body("errors.source.pointer.sort()", equalTo(List.of("/colour", "/display_name", "/kind")));
        provisioner.sends("{}").put(resource(key, "lkc-1")).then().statusCode(422);
        provisioner.sends(CLUSTER).put(resource(key, "-begins-badly")).then().statusCode(400);
        assertThat(state(key)).isEqualTo("AVAILABLE");
    }

    @Test
    void neverRemovesAKeyThatProtectsSomethingWhateverTheCrowd() {
        for (var round = 0; round < 5; round++) {
            var key = validKey();
            var answers = Crowd.together(PARALLEL, number -> switch (number % 5) {
                case 0 -> acme.asks().delete(key);
                case 1, 2 -> provisioner.asks().delete(resource(key, "lkc-" + number % 3));
                default -> provisioner.sends(CLUSTER).put(resource(key, "lkc-" + number % 3));
            });
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 201, 204, 404, 409));
            try (var database = TestDatabase.connect()) {
                var left = database.number("SELECT count(*) FROM protected_resource WHERE key_id = ?", id(key));
                var removed =
                        database.number("SELECT count(*) FROM key WHERE id = ? AND deleted_at IS NOT NULL", id(key));
                var inUse = database.number("SELECT count(*) FROM key WHERE id = ? AND state = 'IN_USE'", id(key));
                assertThat(inUse).as("in use if anything is left: %d", left).isEqualTo(left > 0 ? 1 : 0);
                assertThat(removed == 1 && left > 0)
                        .as("removed with something left")
                        .isFalse();
            }
        }
    }

    @Test
    void leavesARecordOfEachWrite() {
        var key = validKey();
        provisioner.sends(CLUSTER).put(resource(key, "lkc-1")).then().statusCode(201);
        provisioner.asks().delete(resource(key, "lkc-1")).then().statusCode(204);
        try (var database = TestDatabase.connect()) {
            List.of("protected_resource.put", "protected_resource.remove")
                    .forEach(action -> assertThat(database.number(
                                    "SELECT count(*) FROM audit WHERE organization_id = ? AND action = ? AND subject = ?",
                                    acme.id(),
                                    action,
                                    id(key) + "/lkc-1"))
                            .isEqualTo(1));
        }
    }

    /** The path of a key that its cloud has let be used. */
    private String validKey() {
        var id = acme.sends(Samples.awsKey()).post(Links.KEYS).path("id").toString();
        var key = Links.KEYS + "/" + id;
        eventually()
                .until(() -> acme.asks()
                        .get(key)
                        .jsonPath()
                        .getString("validation.phase")
                        .equals("VALID"));
        return key;
    }

    private String state(String key) {
        return acme.asks().get(key).path("state");
    }

    private String version(String key) {
        return acme.asks().get(key).header("ETag");
    }

    private static String id(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private static String resource(String key, String id) {
        return key + "/protected-resources/" + id;
    }

    private static String usage(String key) {
        return key + "/usage";
    }
}
