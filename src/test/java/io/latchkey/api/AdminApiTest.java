package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AdminApiTest {

    private static final String ORGANIZATIONS = OrganizationsResource.PATH;

    private final Organization operator = Organization.fresh("Operator");

    @Test
    void takesACustomerFromNothingToAFirstKey() {
        var made = operator.sends("{\"name\": \"Acme\", \"key_limit\": 1}").post(ORGANIZATIONS);
        made.then()
                .statusCode(201)
                .header(
                        "Location",
                        equalTo(RestAssured.baseURI + ":" + RestAssured.port + ORGANIZATIONS + "/" + made.path("id")))
                .body("key_count", equalTo(0))
                .body("suspended", equalTo(false));
        var customer = apiKey(made.path("id"), "{\"display_name\": \"CI\", \"roles\": [\"KeyAdmin\"]}");
        customer.sends(Samples.awsKey()).post(Links.KEYS).then().statusCode(201);
        customer.sends(Samples.gcpKey("k")).post(Links.KEYS).then().statusCode(402);
        operator.asks().get(ORGANIZATIONS + "/" + made.path("id")).then().body("key_count", equalTo(1));
    }

    @Test
    void takesThePlatformsOwnIdOnce() {
        var id = UUID.randomUUID();
        operator.sends("{\"id\": \"" + id + "\"}")
                .post(ORGANIZATIONS)
                .then()
                .statusCode(201)
                .body("id", equalTo(id.toString()));
        operator.sends("{\"id\": \"" + id + "\"}").post(ORGANIZATIONS).then().statusCode(409);
    }

    @Test
    void changesWhatIsSentAndNothingElse() {
        var path = ORGANIZATIONS + "/"
                + operator.sends("{\"name\": \"Acme\", \"key_limit\": 5}")
                        .post(ORGANIZATIONS)
                        .<String>path("id");
        operator.sends("{\"suspended\": true}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("name", equalTo("Acme"))
                .body("key_limit", equalTo(5))
                .body("suspended_at", notNullValue());
        operator.sends("{\"suspended\": false, \"key_limit\": null}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("name", equalTo("Acme"))
                .body("key_limit", nullValue())
                .body("suspended", equalTo(false))
                .body("suspended_at", nullValue());
        operator.sends("{\"name\": \"Apex\"}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("name", equalTo("Apex"));
    }

    @Test
    void shutsOutASuspendedOrganization() {
        var acme = Organization.fresh();
        operator.sends("{\"suspended\": true}")
                .patch(ORGANIZATIONS + "/" + acme.id())
                .then()
                .statusCode(200);
        acme.asks().get(Links.KEYS).then().statusCode(403);
        operator.sends("{\"suspended\": false}")
                .patch(ORGANIZATIONS + "/" + acme.id())
                .then()
                .statusCode(200);
        acme.asks().get(Links.KEYS).then().statusCode(200);
    }

    @Test
    void showsASecretOnceAndItsChecksumTellsATypo() {
        var acme = Organization.fresh();
        var path = ORGANIZATIONS + "/" + acme.id() + "/api-keys";
        var made = operator.sends("{\"roles\": [\"KeyViewer\", \"ClusterProvisioner\"]}")
                .post(path);
        made.then()
                .statusCode(201)
                .body("secret", matchesPattern("latchkey_[0-9A-Za-z]{46}"))
                .body("roles", containsInAnyOrder("KeyViewer", "ClusterProvisioner"));
        operator.asks().get(path + "/" + made.path("id")).then().statusCode(200).body("secret", nullValue());
        operator.asks().get(path).then().statusCode(200).body("data[0].secret", nullValue());
        var secret = made.<String>path("secret");
        var viewer = new Organization(acme.id(), made.path("id"), secret);
        viewer.asks().get(Links.KEYS).then().statusCode(200);
        var last = secret.endsWith("x") ? "y" : "x";
        new Organization(acme.id(), made.path("id"), secret.substring(0, 54) + last)
                .asks()
                .get(Links.KEYS)
                .then()
                .statusCode(401);
    }

    @Test
    void rotatesWithAnOverlapAndWithout() {
        var acme = Organization.fresh();
        var before = apiKey(acme.id().toString(), "{\"roles\": [\"KeyAdmin\"]}");
        var path = ORGANIZATIONS + "/" + acme.id() + "/api-keys/" + before.apiKey() + "/rotate";
        var after = rotated(before, operator.sends("{}").post(path));
        before.asks().get(Links.KEYS).then().statusCode(200);
        after.asks().get(Links.KEYS).then().statusCode(200);
        var last = rotated(before, operator.sends("{\"overlap_seconds\": 0}").post(path));
        before.asks().get(Links.KEYS).then().statusCode(401);
        after.asks().get(Links.KEYS).then().statusCode(401);
        last.asks().get(Links.KEYS).then().statusCode(200);
    }

    @Test
    void revokesForGood() {
        var acme = Organization.fresh();
        var customer = apiKey(acme.id().toString(), "{\"roles\": [\"KeyAdmin\"]}");
        var path = ORGANIZATIONS + "/" + acme.id() + "/api-keys/" + customer.apiKey();
        operator.asks().delete(path).then().statusCode(204);
        customer.asks().get(Links.KEYS).then().statusCode(401);
        operator.asks().delete(path).then().statusCode(404);
        operator.asks().get(path).then().statusCode(404);
        operator.sends("{}").post(path + "/rotate").then().statusCode(404);
    }

    @Test
    void doesNotReachAnApiKeyThroughAnotherOrganization() {
        var acme = Organization.fresh();
        var other = Organization.fresh();
        operator.asks()
                .delete(ORGANIZATIONS + "/" + other.id() + "/api-keys/" + acme.apiKey())
                .then()
                .statusCode(404);
        acme.asks().get(Links.KEYS).then().statusCode(200);
    }

    @Test
    void letsOnlyOperatorsIn() {
        var acme = Organization.fresh("KeyAdmin", "KeyViewer", "ClusterProvisioner");
        for (var answer : List.of(
                acme.asks().get(ORGANIZATIONS),
                acme.sends("{}").post(ORGANIZATIONS),
                acme.sends("{}").patch(ORGANIZATIONS + "/" + acme.id()),
                acme.sends("{\"roles\": [\"Operator\"]}").post(ORGANIZATIONS + "/" + acme.id() + "/api-keys"),
                acme.asks().get("/admin/v1/audit"))) {
            answer.then()
                    .statusCode(403)
                    .body(
                            "errors[0].detail",
                            equalTo("This needs the role Operator, which the credential does not have."));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id": "x"}            | /id
            {"name": ""}           | /name
            {"name": 1}            | /name
            {"key_limit": -1}      | /key_limit
            {"key_limit": "5"}     | /key_limit
            {"key_limit": 1.5}     | /key_limit
            {"key_limit": 1e9}     | /key_limit
            """)
    void refusesABadOrganization(String body, String pointer) {
        operator.sends(body)
                .post(ORGANIZATIONS)
                .then()
                .statusCode(422)
                .body("errors.source.pointer", equalTo(List.of(pointer)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                  | /roles
            {"roles": []}                                       | /roles
            {"roles": "KeyAdmin"}                               | /roles
            {"roles": ["keyadmin"]}                             | /roles
            {"roles": ["KeyAdmin"], "expires_at": "tomorrow"}   | /expires_at
            {"roles": ["KeyAdmin"], "expires_at": "2001-01-01T00:00:00Z"} | /expires_at
            {"roles": ["KeyAdmin"], "expires_at": "+300000-01-01T00:00:00Z"} | /expires_at
            {"roles": ["KeyAdmin"], "expires": "2999-01-01T00:00:00Z"} | /expires
            {"roles": ["KeyAdmin"], "display_name": "a\\u0000"} | /display_name
            """)
    void refusesABadApiKey(String body, String pointer) {
        operator.sends(body)
                .post(ORGANIZATIONS + "/" + operator.id() + "/api-keys")
                .then()
                .statusCode(422)
                .body("errors.source.pointer", equalTo(List.of(pointer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00000000-0000-4000-8000-00000000000g", "00000000-0000-4000-8000-0000000000ff"})
    void doesNotFindAnOrganizationThatIsNotThere(String id) {
        operator.asks().get(ORGANIZATIONS + "/" + id).then().statusCode(404);
        operator.asks().get(ORGANIZATIONS + "/" + id + "/api-keys").then().statusCode(404);
        operator.sends("{\"roles\": [\"KeyAdmin\"]}")
                .post(ORGANIZATIONS + "/" + id + "/api-keys")
                .then()
                .statusCode(404);
    }

    @Test
    void pagesThroughListsToTheirEnd() {
        var acme = Organization.fresh();
        var ids = new ArrayList<String>(List.of(acme.apiKey()));
        for (var n = 0; n < 4; n++) {
            ids.add(apiKey(acme.id().toString(), "{\"roles\": [\"KeyViewer\"]}").apiKey());
        }
        assertThat(walk(ORGANIZATIONS + "/" + acme.id() + "/api-keys", "")).containsExactlyElementsOf(ids.reversed());
        assertThat(walk(ORGANIZATIONS, ""))
                .contains(acme.id().toString(), operator.id().toString())
                .doesNotHaveDuplicates();
        operator.asks().get(ORGANIZATIONS + "?page_token=x").then().statusCode(400);
        operator.asks().get(ORGANIZATIONS + "?colour=red").then().statusCode(400);
    }

    @Test
    void tellsTheOperatorWhoDidWhat() {
        var acme = Organization.fresh();
        var customer = apiKey(acme.id().toString(), "{\"roles\": [\"KeyAdmin\"]}");
        var id = customer.sends(Samples.awsKey()).post(Links.KEYS).<String>path("id");
        customer.asks().get("/admin/v1/audit").then().statusCode(403);
        var query = "organization_id=" + acme.id();
        var records = new ArrayList<Map<String, String>>();
        var token = "";
        do {
            var page = operator.asks().get("/admin/v1/audit?page_size=1&" + query + token);
            page.then().statusCode(200);
            records.addAll(page.jsonPath().getList("data"));
            token = page.path("next_page_token") == null ? null : "&page_token=" + page.path("next_page_token");
        } while (token != null);
        assertThat(records)
                .extracting(kept -> kept.get("action"))
                .containsExactly("GET /admin/v1/audit", "key.register", "api_key.create");
        assertThat(records).extracting(kept -> kept.get("outcome")).containsExactly("FORBIDDEN", "DONE", "DONE");
        assertThat(records)
                .extracting(kept -> kept.get("actor"))
                .containsExactly(customer.apiKey(), customer.apiKey(), operator.apiKey());
        assertThat(records.get(1)).containsEntry("subject", id).containsEntry("address", "127.0.0.1");
        operator.asks().get("/admin/v1/audit?organization_id=x").then().statusCode(400);
    }

    private List<String> walk(String path, String token) {
        var page = operator.asks().get(path + "?page_size=2" + token);
        page.then().statusCode(200);
        var ids = new ArrayList<>(page.jsonPath().<String>getList("data.id"));
        if (page.path("next_page_token") != null) {
            ids.addAll(walk(path, "&page_token=" + page.path("next_page_token")));
        }
        return ids;
    }

    private Organization apiKey(String organization, String body) {
        var made = operator.sends(body).post(ORGANIZATIONS + "/" + organization + "/api-keys");
        made.then().statusCode(201);
        return new Organization(UUID.fromString(organization), made.path("id"), made.path("secret"));
    }

    private static Organization rotated(Organization before, Response answer) {
        answer.then().statusCode(200);
        return new Organization(before.id(), before.apiKey(), answer.path("secret"));
    }
}
