package io.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Issuer;
import io.latchkey.support.Ports;
import io.latchkey.support.Replica;
import io.latchkey.support.SigningKey;
import io.latchkey.support.TestDatabase;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A whole life of an API key, and tokens good and bad, with the log as loud as it goes: neither log, metrics nor database hold one afterwards. */
class SecretsStayInsideIT {

    private static final String DATABASE =
            "secrets_" + UUID.randomUUID().toString().replace("-", "");
    private static final String BOOTSTRAP = "bootstrap-secret-that-nobody-may-see-anywhere";
    private static final String WRONG = "wrong-secret-that-a-caller-typed-by-mistake";

    @Test
    void neitherLogNorMetricsNorDatabaseHoldASecret() {
        try (var server = TestDatabase.connect()) {
            server.update("CREATE DATABASE " + DATABASE);
        }
        var issuer = Issuer.on(Ports.named("SecretsStayInsideIT"));
        var signingKey = issuer.publish(SigningKey.fresh());
        issuer.start();
        var settings = Map.of(
                "latchkey.bootstrap.api-secret",
                BOOTSTRAP,
                "latchkey.token.issuer",
                issuer.url(),
                "latchkey.token.audience",
                Issuer.AUDIENCE,
                "quarkus.log.level",
                "DEBUG");
        try (issuer;
                var replica = Replica.start("secrets", DATABASE, settings).awaitListening();
                var database = TestDatabase.connect(DATABASE)) {
            var operator = caller(replica, "DEVLATCHKEY", BOOTSTRAP);
            var organization =
                    operator.body("{}").post("/admin/v1/organizations").<String>path("id");
            var path = "/admin/v1/organizations/" + organization + "/api-keys";
            var made = caller(replica, "DEVLATCHKEY", BOOTSTRAP)
                    .body("{\"roles\": [\"KeyAdmin\"]}")
                    .post(path);
            var id = made.<String>path("id");
            var secret = made.<String>path("secret");
            caller(replica, id, secret).get("/byok/v1/keys").then().statusCode(200);
            caller(replica, id, WRONG).get("/byok/v1/keys").then().statusCode(401);
            var rotated = caller(replica, "DEVLATCHKEY", BOOTSTRAP)
                    .body("{}")
                    .post(path + "/" + id + "/rotate")
                    .<String>path("secret");
            caller(replica, id, rotated).get("/byok/v1/keys").then().statusCode(200);
            var token = signingKey.sign(issuer.claims(UUID.fromString(organization), "KeyViewer"));
            var forged = SigningKey.fresh().sign(issuer.claims(UUID.fromString(organization), "KeyAdmin"));
            bearer(replica, token).get("/byok/v1/keys").then().statusCode(200);
            bearer(replica, token).post("/byok/v1/keys").then().statusCode(403);
            bearer(replica, forged).get("/byok/v1/keys").then().statusCode(401);
            var everything = replica.log()
                    + RestAssured.get(replica.managementUrl() + "/q/metrics").asString()
                    + String.join(
                            "\n",
                            database.texts(
                                    "SELECT query_to_xml('SELECT * FROM ' || quote_ident(table_name), true, false,"
                                            + " '')::text FROM information_schema.tables WHERE table_schema = 'public'"));
            assertThat(everything).contains(id, organization, "audit", "http_server_requests_seconds_count");
            for (var hidden :
                    List.of(BOOTSTRAP, WRONG, secret, rotated, token.split("\\.")[2], forged.split("\\.")[2])) {
                assertThat(everything)
                        .doesNotContain(hidden)
                        .doesNotContain(basic("DEVLATCHKEY", hidden), basic(id, hidden));
            }
        }
    }

    private static RequestSpecification bearer(Replica replica, String token) {
        return RestAssured.given()
                .baseUri(replica.url())
                .contentType("application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification caller(Replica replica, String id, String secret) {
        return RestAssured.given()
                .baseUri(replica.url())
                .contentType("application/json")
                .header("Authorization", "Basic " + basic(id, secret));
    }

    private static String basic(String id, String secret) {
        return Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
