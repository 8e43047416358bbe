package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.support.Organization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do by mistake, and must not pay for. */
@QuarkusTest
class AdminMistakesApiTest {

    private static final String ORGANIZATIONS = OrganizationsResource.PATH;

    private final Organization operator = Organization.fresh("Operator");
    private final Organization acme = Organization.fresh();
    private final String apiKeys = ORGANIZATIONS + "/" + acme.id() + "/api-keys";

    @Test
    void endsNoSecretInUseWhenARotationIsRepeated() {
        var path = apiKeys + "/" + acme.apiKey() + "/rotate";
        var rotated = operator.asks().contentType("application/json").post(path);
        rotated.then().statusCode(200).header("Cache-Control", "no-store");
        operator.sends("{}").post(path).then().statusCode(409).body("errors[0].code", equalTo("rotated_already"));
        acme.asks().get(Links.KEYS).then().statusCode(200);
        with(rotated).asks().get(Links.KEYS).then().statusCode(200);

        var forced = operator.sends("{\"overlap_seconds\": 600}").post(path);
        forced.then().statusCode(200);
        acme.asks().get(Links.KEYS).then().statusCode(401);
        with(rotated).asks().get(Links.KEYS).then().statusCode(200);
        with(forced).asks().get(Links.KEYS).then().statusCode(200);
    }

    @Test
    void locksNoOperatorOut() {
        var own = ORGANIZATIONS + "/" + operator.id();
        operator.asks()
                .delete(own + "/api-keys/" + operator.apiKey())
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("own_access"));
        operator.sends("{\"suspended\": true}").patch(own).then().statusCode(409);
        operator.sends("{\"name\": \"Ours\"}").patch(own).then().statusCode(200);
        var other = Organization.fresh("Operator");
        other.sends("{\"suspended\": true}").patch(own).then().statusCode(200);
        operator.asks().get(own).then().statusCode(403);
        other.sends("{\"suspended\": false}").patch(own).then().statusCode(200);
        operator.asks().get(own).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"suspnded\": true}", "{\"suspended\": true, \"Name\": \"x\"}", "{\"id\": \"x\"}"})
    void passesOverNoMisspeltMember(String body) {
        operator.sends(body).patch(ORGANIZATIONS + "/" + acme.id()).then().statusCode(422);
        acme.asks().get(Links.KEYS).then().statusCode(200);
    }

    @Test
    void recordsWhatWasDoneAndNothingWhereNothingChanged() {
        var path = ORGANIZATIONS + "/" + acme.id();
        operator.sends("{\"key_limit\": 7}").patch(path).then().statusCode(200);
        operator.sends("{}").patch(path).then().statusCode(200);
        operator.sends("{\"key_limit\": 7, \"suspended\": false}")
                .patch(path)
                .then()
                .statusCode(200);
        operator.sends("{\"suspended\": true}").patch(path).then().statusCode(200);
        operator.sends("{\"suspended\": false}").patch(path).then().statusCode(200);
        List<String> actions = operator.asks()
                .get("/admin/v1/audit?organization_id=" + acme.id())
                .jsonPath()
                .getList("data.action");
        assertThat(actions).containsExactly("organization.resume", "organization.suspend", "organization.change");
    }

    @Test
    void findsNoApiKeyWithANul() {
        for (var path : List.of("/LK%00", "/%00")) {
            operator.asks().urlEncodingEnabled(false).get(apiKeys + path).then().statusCode(404);
            operator.asks()
                    .urlEncodingEnabled(false)
                    .delete(apiKeys + path)
                    .then()
                    .statusCode(404);
            operator.sends("{}")
                    .urlEncodingEnabled(false)
                    .post(apiKeys + path + "/rotate")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void keepsAnExpiryAsItWasAnswered() {
        var made = operator.sends("{\"roles\": [\"KeyAdmin\"], \"expires_at\": \"2999-01-01T00:00:00.123456789Z\"}")
                .post(apiKeys);
        made.then().statusCode(201).header("Cache-Control", "no-store");
        assertThat(operator.asks().get(apiKeys + "/" + made.path("id")).<String>path("expires_at"))
                .isEqualTo(made.path("expires_at"))
                .isEqualTo("2999-01-01T00:00:00.123456Z");
    }

    private Organization with(Response rotated) {
        return new Organization(acme.id(), acme.apiKey(), rotated.path("secret"));
    }
}
