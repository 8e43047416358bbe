package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.support.Crowd;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries, concurrent edits, quota, roles and the records they leave. */
@QuarkusTest
class SafeWritesApiTest {

    private final Organization acme = Organization.fresh();

    @Test
    void registersOnceForOneIdempotencyKeyAndGivesTheFirstAnswerAgain() {
        var body = Samples.awsKey();
        var name = UUID.randomUUID().toString();
        var first = register(name, body);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        var id = first.<String>path("id");
        acme.sends("{\"display_name\": \"renamed\"}")
                .patch(Links.KEYS + "/" + id)
                .then()
                .statusCode(200);
        var again = register(name, body.replace("{", "{ "));
        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("Location", equalTo(first.header("Location")));
        assertThat(again.asString()).isEqualTo(first.asString());
        acme.asks().delete(Links.KEYS + "/" + id).then().statusCode(204);
        assertThat(register(name, body).asString()).isEqualTo(first.asString());
        assertThat(keyCount()).isZero();
    }

    @Test
    void refusesAnIdempotencyKeyForAnotherBody() {
        var name = UUID.randomUUID().toString();
        register(name, Samples.awsKey()).then().statusCode(201);
        register(name, Samples.gcpKey("other"))
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("idempotency_key_reused"));
    }

    @Test
    void keepsIdempotencyKeysOfOrganizationsApart() {
        var other = Organization.fresh();
        var name = UUID.randomUUID().toString();
        register(name, Samples.awsKey()).then().statusCode(201);
        other.sends(Samples.gcpKey("mine"))
                .header("Idempotency-Key", name)
                .post(Links.KEYS)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ü"})
    void refusesAnIdempotencyKeyThatIsNone(String name) {
        register(name, Samples.awsKey()).then().statusCode(400).body("errors[0].code", equalTo("bad_request"));
    }

    @Test
    void registersOnceHoweverManyAskAtTheSameTimeUnderOneName() {
        var body = Samples.awsKey();
        var name = UUID.randomUUID().toString();
        var answers = Crowd.together(20, _ -> register(name, body));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409));
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .allSatisfy(answer ->
                        assertThat(answer.<String>path("errors[0].code")).isEqualTo("request_in_flight"));
        var done = answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertThat(done.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(done.stream().filter(answer -> answer.header("Idempotency-Replayed") == null))
                .hasSize(1);
    }

    @Test
    void changesAKeyOnlyAsItIsWanted() {
        var registered = acme.sends(Samples.gcpKey("sim-throttled")).post(Links.KEYS);
        var path = Links.KEYS + "/" + registered.<String>path("id");
        var old = registered.header("ETag");
        assertThat(acme.asks().get(path).header("ETag")).isEqualTo(old);
        acme.asks()
                .header("If-None-Match", old)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", old);
        var renamed = rename(path, old, "one");
        renamed.then().statusCode(200);
        assertThat(renamed.header("ETag")).isNotEqualTo(old);
        acme.asks().header("If-None-Match", old).get(path).then().statusCode(200);
        for (var stale : List.of(old, "W/" + renamed.header("ETag"), "\"nonsense\"", "nonsense")) {
            rename(path, stale, "two").then().statusCode(412).body("errors[0].code", equalTo("precondition_failed"));
            acme.asks().header("If-Match", stale).delete(path).then().statusCode(412);
        }
        acme.sends("{}").header("If-Match", old).patch(path).then().statusCode(412);
        rename(path, old + ", " + renamed.header("ETag"), "three").then().statusCode(200);
        acme.asks().header("If-Match", "*").delete(path).then().statusCode(204);
    }

    @Test
    void losesNoUpdateOfFiftyThatAreMadeAtTheSameTime() {
        var registered = acme.sends(Samples.gcpKey("sim-throttled")).post(Links.KEYS);
        var path = Links.KEYS + "/" + registered.<String>path("id");
        var answers = Crowd.together(50, n -> rename(path, registered.header("ETag"), "name " + n));
        assertThat(answers.stream().map(Response::statusCode)).containsOnly(200, 412);
        var winners =
                answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(acme.asks().get(path).<String>path("display_name"))
                .isEqualTo(winners.getFirst().path("display_name"));
    }

    @Test
    void givesOutNoMoreKeysThanTheLimitToAHundredAtTheSameTime() {
        limit(20);
        var answers =
                Crowd.together(100, n -> acme.sends(Samples.gcpKey("k" + n)).post(Links.KEYS));
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(20);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 201))
                .hasSize(80)
                .allSatisfy(answer -> answer.then()
                        .statusCode(402)
                        .body("errors[0].code", equalTo("quota_exceeded"))
                        .body(
                                "errors[0].detail",
                                equalTo("The number of BYOK keys is currently limited to 20 per organization.")));
        assertThat(keyCount()).isEqualTo(20);
        acme.asks().get("/byok/v1/quota").then().body("limit", equalTo(20)).body("usage", equalTo(20));
    }

    @Test
    void makesRoomWhenAKeyIsRemovedAndTellsATwinBeforeTheQuota() {
        var body = Samples.awsKey();
        limit(1);
        var registered = acme.sends(body).post(Links.KEYS);
        acme.sends(body).post(Links.KEYS).then().statusCode(409);
        acme.sends(Samples.gcpKey("k")).post(Links.KEYS).then().statusCode(402);
        var path = Links.KEYS + "/" + registered.<String>path("id");
        acme.asks().delete(path).then().statusCode(204);
        acme.asks().delete(path).then().statusCode(404);
        acme.asks().get("/byok/v1/quota").then().body("usage", equalTo(0));
        acme.sends(Samples.gcpKey("k")).post(Links.KEYS).then().statusCode(201);
    }

    @Test
    void letsRolesDoWhatTheyMayAndNamesTheMissingOne() {
        var path =
                Links.KEYS + "/" + acme.sends(Samples.awsKey()).post(Links.KEYS).<String>path("id");
        for (var role : List.of("KeyViewer", "ClusterProvisioner")) {
            var reader = acme.withApiKey(role);
            reader.asks().get(path).then().statusCode(200);
            reader.asks().get(Links.KEYS).then().statusCode(200);
            for (var refused : List.of(
                    reader.sends(Samples.gcpKey("k")).post(Links.KEYS),
                    reader.sends("{}").patch(path),
                    reader.asks().delete(path))) {
                refused.then()
                        .statusCode(403)
                        .body("errors[0].code", equalTo("user_unauthorized"))
                        .body(
                                "errors[0].detail",
                                equalTo("This needs the role KeyAdmin, which the credential does not have."));
            }
        }
        var operator = acme.withApiKey("Operator");
        operator.asks().get(Links.KEYS).then().statusCode(403);
        operator.asks().get("/byok/v1/quota").then().statusCode(403);
    }

    @Test
    void shutsOutASuspendedOrganizationAndAnExpiredApiKey() {
        var expired = acme.withApiKey("KeyAdmin");
        try (var database = TestDatabase.connect()) {
            database.update("UPDATE api_key SET expires_at = now() WHERE id = ?", expired.apiKey());
            expired.asks().get(Links.KEYS).then().statusCode(401);
            database.update("UPDATE organization SET suspended_at = now() WHERE id = ?", acme.id());
        }
        acme.asks()
                .get(Links.KEYS)
                .then()
                .statusCode(403)
                .body("errors[0].detail", equalTo("The organization is suspended."));
    }

    @Test
    void leavesOneRecordForEveryWriteAndEveryRefusalForLackOfRights() {
        var viewer = acme.withApiKey("KeyViewer");
        var answers = Crowd.together(40, n -> switch (n % 4) {
            case 0 -> acme.sends(Samples.gcpKey("same" + n % 3)).post(Links.KEYS);
            case 1 ->
                acme.sends(Samples.gcpKey("k" + n))
                        .header("X-Request-Id", "r" + n)
                        .post(Links.KEYS);
            case 2 -> acme.sends("{").post(Links.KEYS);
            default -> viewer.sends(Samples.gcpKey("v" + n)).post(Links.KEYS);
        });
        var id = answers.get(1).<String>path("id");
        acme.sends("{\"display_name\": \"x\"}")
                .patch(Links.KEYS + "/" + id)
                .then()
                .statusCode(200);
        acme.asks().delete(Links.KEYS + "/" + id).then().statusCode(204);
        var written =
                answers.stream().filter(answer -> answer.statusCode() == 201).count();
        try (var database = TestDatabase.connect()) {
            var mine = " FROM audit WHERE organization_id = '" + acme.id() + "'";
            assertThat(database.number("SELECT count(*)" + mine + " AND action = 'key.register' AND outcome = 'DONE'"))
                    .isEqualTo(written)
                    .isGreaterThan(10);
            assertThat(database.number("SELECT count(*)" + mine + " AND outcome = 'FORBIDDEN'"))
                    .isEqualTo(10);
            assertThat(database.texts("SELECT action" + mine + " AND subject = '" + id + "' ORDER BY id"))
                    .containsExactly("key.register", "key.rename", "key.remove");
            assertThat(database.texts("SELECT actor || ' ' || request_id || ' ' || address" + mine + " AND subject = '"
                            + id + "' ORDER BY id LIMIT 1"))
                    .containsExactly(acme.apiKey() + " r1 127.0.0.1");
        }
    }

    @Test
    void takesAnEmptyPreconditionForOneThatFails() throws Exception {
        var path =
                Links.KEYS + "/" + acme.sends(Samples.awsKey()).post(Links.KEYS).path("id");
        assertThat(bare("DELETE", path, "If-Match", "", "")).isEqualTo(412);
        assertThat(bare("PATCH", path, "If-Match", "", "{\"display_name\": \"x\"}"))
                .isEqualTo(412);
        assertThat(bare("POST", Links.KEYS, "Idempotency-Key", "", Samples.awsKey()))
                .isEqualTo(400);
        acme.asks().get(path).then().statusCode(200);
    }

    @Test
    void comparesTagsAsTheRfcSays() {
        var registered = acme.sends(Samples.gcpKey("sim-throttled")).post(Links.KEYS);
        var path = Links.KEYS + "/" + registered.path("id");
        var tag = registered.header("ETag");
        acme.asks()
                .header("If-None-Match", "W/" + tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
        acme.asks().header("If-None-Match", "\"999\", " + tag).get(path).then().statusCode(304);
        acme.asks().header("If-None-Match", "*").get(path).then().statusCode(304);
        acme.asks().header("If-None-Match", "\"999\"").get(path).then().statusCode(200);
        acme.asks()
                .header("If-Match", "\"999\"")
                .get(path)
                .then()
                .statusCode(412)
                .body("errors[0].code", equalTo("precondition_failed"));
        acme.asks()
                .header("If-Match", "\"999\"")
                .header("If-Match", tag)
                .get(path)
                .then()
                .statusCode(200);
        rename(path, "W/" + tag, "x").then().statusCode(412);
        rename(path, "\"999\", " + tag, "x").then().statusCode(200);
    }

    /** A header without a value is more than other clients can send. */
    private int bare(String method, String path, String header, String value, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Authorization", acme.authorization())
                .header("Content-Type", "application/json")
                .header(header, value)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void leavesOneRecordForEveryWriteOfAMixedCrowd() {
        var operator = Organization.fresh("Operator");
        var path = OrganizationsResource.PATH + "/" + acme.id();
        var ids = Crowd.together(
                20, n -> acme.sends(Samples.gcpKey("k" + n)).post(Links.KEYS).<String>path("id"));
        var answers = Crowd.together(80, n -> switch (n % 5) {
            case 0 ->
                acme.sends("{\"display_name\": \"n" + n + "\"}").patch(Links.KEYS + "/" + ids.get(n % ids.size()));
            case 1 -> acme.asks().delete(Links.KEYS + "/" + ids.get(n / 2 % ids.size()));
            case 2 -> acme.sends(Samples.gcpKey("more" + n / 10)).post(Links.KEYS);
            case 3 -> operator.sends("{\"key_limit\": " + (1_000 + n) + "}").patch(path);
            default -> operator.sends("{\"roles\": [\"KeyViewer\"]}").post(path + "/api-keys");
        });
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isLessThan(500));
        var writes = ids.size()
                + answers.stream().filter(answer -> answer.statusCode() < 300).count();
        try (var database = TestDatabase.connect()) {
            assertThat(database.number("SELECT count(*) FROM audit WHERE organization_id = '" + acme.id()
                            + "' AND outcome = 'DONE'"))
                    .isEqualTo(writes)
                    .isGreaterThan(60);
        }
    }

    private Response register(String idempotencyKey, String body) {
        return acme.sends(body).header("Idempotency-Key", idempotencyKey).post(Links.KEYS);
    }

    private Response rename(String path, String ifMatch, String name) {
        return acme.sends("{\"display_name\": \"" + name + "\"}")
                .header("If-Match", ifMatch)
                .patch(path);
    }

    private void limit(int keys) {
        try (var database = TestDatabase.connect()) {
            database.update("UPDATE organization SET key_limit = ? WHERE id = ?", keys, acme.id());
        }
    }

    private long keyCount() {
        try (var database = TestDatabase.connect()) {
            return database.number(
                    "SELECT count(*) FROM key WHERE deleted_at IS NULL AND organization_id = '" + acme.id() + "'");
        }
    }
}
