package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Replica;
import io.latchkey.support.Samples;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProductionStartIT {

    /** All that can be wrong with a setting: what is given, and what the start says of it. */
    private static final String WRONG = """
            latchkey.database.url | | latchkey.database.url: give
            latchkey.database.username | | latchkey.database.username: give
            latchkey.database.password | | latchkey.database.password: give
            latchkey.database.ca | /nowhere/ca.pem | latchkey.database.ca: give a file
            latchkey.simulated.allowed-in-production | false | latchkey.provider=simulated asks no cloud
            latchkey.bootstrap.api-secret | dev-secret-that-everyone-can-read-here | .api-secret: give another one
            latchkey.page-token.secret | | latchkey.page-token.secret: give at least
            latchkey.public-url-of-request | false | latchkey.public-url: give the URL
            latchkey.grantees.aws-roles | | latchkey.grantees.aws-roles: give
            latchkey.grantees.gcp-security-group | | latchkey.grantees.gcp-security-group: give
            latchkey.bootstrap.api-key | | latchkey.bootstrap: set
            latchkey.validator.lease | 20S | latchkey.validator.lease: give
            latchkey.validator.interval | 0S | latchkey.validator.interval: give
            latchkey.validator.initial-interval | -1S | latchkey.validator.initial-interval: give
            latchkey.validator.batch | 0 | latchkey.validator.batch
            latchkey.validator.jitter | 7 | latchkey.validator.jitter: give
            latchkey.token.issuer | https://login.example.com | latchkey.token.audience: give
            latchkey.rate-limit.redis-deadline | 0S | latchkey.rate-limit.redis-deadline: give
            latchkey.quota.max-keys-per-organization | -1 | latchkey.quota.max-keys-per-organization: give
            latchkey.removal.undo | -1S | latchkey.removal.undo: give
            latchkey.webhooks.rotation-overlap | -1S | latchkey.webhooks.rotation-overlap: give
            latchkey.webhooks.max-per-organization | -1 | latchkey.webhooks.max-per-organization: give
            latchkey.audit.retention | 0S | latchkey.audit.retention: give
            latchkey.validate-now.pause | 0S | latchkey.validate-now.pause: give
            latchkey.aws.global.access-key-id | AKID | latchkey.aws: give
            latchkey.azure.global.client-id | 1 | latchkey.azure.global: give
            latchkey.aws.home-partition | aws-gov | latchkey.aws.home-partition: give
            latchkey.gcp.endpoint | http://127.0.0.1:1 | latchkey.outbound.endpoints-allowed-in-production
            latchkey.azure.endpoint | http://kms.example.com | give an https one
            latchkey.gcp.credential-deadline | 0S | latchkey.gcp.credential-deadline: give
            latchkey.outbound.concurrency | 0 | latchkey.outbound.concurrency, .queue
            """;

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.:a-z]+[0-9])");

    @Test
    void refusesASettingThatItDoesNotKnow() {
        var unknown = Map.of("latchkey.validator.intervall", "1S");
        try (var replica = Replica.start("refused", "postgres", unknown)) {
            assertThat(replica.awaitExit()).isNotZero();
            assertThat(replica.log()).contains("latchkey.validator.intervall").doesNotContain("Listening on");
        }
    }

    @Test
    void tellsAllFaultsOfItsSettingsAtOnce() {
        var rows = WRONG.lines().map(row -> row.split(" *\\| *")).toList();
        var settings = rows.stream().collect(Collectors.toMap(row -> row[0], row -> row[1]));
        try (var replica = Replica.start("refused", "postgres", settings)) {
            assertThat(replica.awaitExit()).isNotZero();
            assertThat(replica.log())
                    .contains(rows.stream().map(row -> row[2]).toList())
                    .doesNotContain("Listening on", "not-given");
        }
    }

    @Test
    void tellsThatNothingAnswersForTheClouds() {
        try (var replica = Replica.start("refused", "postgres", Map.of("latchkey.provider", ""))) {
            assertThat(replica.awaitExit()).isNotZero();
            assertThat(replica.log()).contains("latchkey.provider: give cloud");
        }
    }

    @Test
    void bringsTheSchemaUpToDateAndEndsWhereNoMoreIsWanted() {
        try (var postgres = OwnPostgres.start(20);
                var replica = Replica.startOn("migration", postgres.url(), Map.of("latchkey.migrate-only", "true"))) {
            assertThat(replica.awaitExit()).isZero();
            assertThat(replica.log())
                    .contains("Successfully applied", "the schema is up to date")
                    .doesNotContain("Listening on", "takes its share", "ERROR");
            assertThat(postgres.number("SELECT count(*) FROM organization"))
                    .as("organizations, of which the bootstrap would make one")
                    .isZero();
        }
    }

    @Test
    void tellsVariablesThatNoSettingHas() {
        var variables = Map.of("LATCHKEY_VALIDATOR_INTERVALL", "1S", "LATCHKEY_SERVICE_HOST", "10.0.0.1");
        var told = "no setting has these environment variables: LATCHKEY_SERVICE_HOST, LATCHKEY_VALIDATOR_INTERVALL";
        var url = PostgresForPackagedService.url();
        try (var replica = Replica.startOn("strays", url, Map.of(), variables).awaitListening()) {
            assertThat(replica.log()).containsOnlyOnce(told).contains("WARN");
        }
        var wrong = Map.of("latchkey.provider", "");
        try (var replica = Replica.startOn("refused", url, wrong, variables)) {
            assertThat(replica.awaitExit()).isNotZero();
            assertThat(replica.log()).contains(told);
        }
    }

    @Test
    void logsFieldsForPrograms() {
        var settings = Map.of("quarkus.log.console.json.enabled", "true", "quarkus.http.access-log.enabled", "true");
        try (var replica = Replica.start("json-log", "postgres", settings)) {
            var url = await().atMost(Duration.ofSeconds(60))
                    .until(() -> address(replica), Optional::isPresent)
                    .orElseThrow();
            var id = caller().contentType("application/json")
                    .body(Samples.awsKey())
                    .post(url + "/byok/v1/keys")
                    .<String>path("id");
            caller().header("X-Request-Id", "mine-1")
                    .get(url + "/byok/v1/keys/" + id)
                    .then()
                    .statusCode(200);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(lines(replica).map(line -> line.getJsonObject("mdc")))
                            .anySatisfy(fields -> assertThat(fields.getMap())
                                    .containsEntry("requestId", "mine-1")
                                    .containsEntry("key", id)
                                    .containsKey("organization"))
                            .anySatisfy(fields -> assertThat(fields.getMap())
                                    .containsEntry("key", id)
                                    .containsEntry("provider", "AWS")));
        }
    }

    private static RequestSpecification caller() {
        var settings = PostgresForPackagedService.settings();
        return RestAssured.given()
                .auth()
                .preemptive()
                .basic(settings.get("latchkey.bootstrap.api-key"), settings.get("latchkey.bootstrap.api-secret"));
    }

    private static Stream<JsonObject> lines(Replica replica) {
        return replica.log()
                .lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .map(JsonObject::new);
    }

    /** In what order a start says "takes its share" and "Listening on" is chance: here the second is waited for. */
    private static Optional<String> address(Replica replica) {
        return lines(replica)
                .map(line -> LISTENING.matcher(line.getString("message")))
                .filter(Matcher::find)
                .map(found -> found.group(1).replace("0.0.0.0", "localhost"))
                .findFirst();
    }

    @Test
    void startsWithoutABootstrapCredential() {
        var settings = Map.of(
                "latchkey.bootstrap.organization-id", "",
                "latchkey.bootstrap.api-key", "",
                "latchkey.bootstrap.api-secret", "");
        try (var replica = Replica.start("no-bootstrap", "postgres", settings).awaitListening()) {
            assertThat(replica.log()).doesNotContain("WARN", "ERROR");
        }
    }
}
