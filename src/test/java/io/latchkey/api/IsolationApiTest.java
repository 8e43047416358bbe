package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What belongs to another organization is in nothing to be told from what never was: status, headers and body. */
@QuarkusTest
class IsolationApiTest {

    private static final String NOWHERE = "cck-000000000000";

    private static final String RESOURCES = "/protected-resources";
    private static final String RESOURCE = RESOURCES + "/lkc-1";

    private final Organization acme = Organization.fresh("KeyAdmin", "ClusterProvisioner");
    private final Organization other = Organization.fresh("KeyAdmin", "ClusterProvisioner");

    static Stream<Arguments> operationsOnAKey() {
        return Stream.of(
                operation("GET", key -> request(key).get(path(key))),
                operation(
                        "GET with ETag",
                        key -> request(key).header("If-None-Match", "\"0\"").get(path(key))),
                operation("GET grants", key -> request(key).get(path(key) + "/grants")),
                operation(
                        "GET grants as text",
                        key -> request(key).accept("text/plain").get(path(key) + "/grants")),
                operation("GET findings", key -> request(key).get(path(key) + "/findings")),
                operation("GET events", key -> request(key).get(path(key) + "/events")),
                operation("GET usage", key -> request(key).get(path(key) + "/usage")),
                operation("POST restore", key -> request(key).post(path(key) + "/restore")),
                operation("POST validate", key -> request(key).post(path(key) + "/validate")),
                operation("GET protected resources", key -> request(key).get(path(key) + RESOURCES)),
                operation("GET a protected resource", key -> request(key).get(path(key) + RESOURCE)),
                operation("PUT a protected resource", key -> protect(key).put(path(key) + RESOURCE)),
                operation("PUT another protected resource", key -> protect(key).put(path(key) + RESOURCES + "/lkc-2")),
                operation("DELETE a protected resource", key -> request(key).delete(path(key) + RESOURCE)),
                operation("PATCH", key -> rename(key).patch(path(key))),
                operation(
                        "PATCH with ETag",
                        key -> rename(key).header("If-Match", "\"0\"").patch(path(key))),
                operation(
                        "PATCH with a wrong ETag",
                        key -> rename(key).header("If-Match", "\"7\"").patch(path(key))),
                operation(
                        "PATCH with nothing",
                        key -> key.caller()
                                .sends("{}")
                                .header("X-Request-Id", "same")
                                .patch(path(key))),
                operation(
                        "PATCH with a key",
                        key -> key.caller()
                                .sends(Samples.gcpKey("k"))
                                .header("X-Request-Id", "same")
                                .patch(path(key))),
                operation("DELETE", key -> request(key).delete(path(key))),
                operation(
                        "DELETE with ETag",
                        key -> request(key).header("If-Match", "\"0\"").delete(path(key))),
                operation(
                        "DELETE with a wrong ETag",
                        key -> request(key).header("If-Match", "\"7\"").delete(path(key))));
    }

    private record Asked(Organization caller, String id) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("operationsOnAKey")
    void tellsAnothersKeyFromNoneByNothing(String name, Function<Asked, Response> operation) {
        var hers = usedKey();
        assertToldApartByNothing(operation, hers);
        acme.asks().get(Links.KEYS + "/" + hers).then().statusCode(200).header("ETag", "\"0\"");
        acme.asks().get(Links.KEYS + "/" + hers + RESOURCES).then().body("data.id", equalTo(List.of("lkc-1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operationsOnAKey")
    void tellsAnothersKeyThatWasRemovedFromNoneByNothing(String name, Function<Asked, Response> operation) {
        var hers = usedKey();
        acme.asks().delete(Links.KEYS + "/" + hers + RESOURCE).then().statusCode(204);
        acme.asks().delete(Links.KEYS + "/" + hers).then().statusCode(204);
        assertToldApartByNothing(operation, hers);
        acme.asks().get(Links.KEYS + "/" + hers).then().statusCode(404);
    }

    /** Something depends on it, so that there is something to be found, and lost. Its ETag is still the first one. */
    private String usedKey() {
        var hers = acme.sends(Samples.gcpKey("sim-throttled")).post(Links.KEYS).<String>path("id");
        try (var database = TestDatabase.connect()) {
            database.update(
                    "INSERT INTO protected_resource (organization_id, key_id, id, kind, created_at)"
                            + " VALUES (?, ?, 'lkc-1', 'Cluster', now())",
                    acme.id(),
                    hers);
        }
        return hers;
    }

    private void assertToldApartByNothing(Function<Asked, Response> operation, String hers) {
        var foreign = operation.apply(new Asked(other, hers));
        var missing = operation.apply(new Asked(other, NOWHERE));
        assertThat(foreign.statusCode()).isEqualTo(missing.statusCode()).isEqualTo(404);
        assertThat(foreign.asString().replace(hers, NOWHERE)).isEqualTo(missing.asString());
        assertThat(headers(foreign)).isEqualTo(headers(missing));
    }

    @Test
    void findsNothingOfAnothersByFilterTokenIdempotencyKeyOrTwin() {
        var body = Samples.awsKey();
        var hers = acme.sends(body).header("Idempotency-Key", "same").post(Links.KEYS);
        acme.sends(Samples.gcpKey("k")).post(Links.KEYS).then().statusCode(201);
        var arn = hers.<String>path("key.key_arn");
        assertThat(other.asks().queryParam("key", arn).get(Links.KEYS).<Integer>path("metadata.total_size"))
                .isZero();
        var next = acme.asks().get(Links.KEYS + "?page_size=1").<String>path("metadata.next");
        var token = next.substring(next.indexOf("page_token=") + 11);
        var foreign = other.asks().get(Links.KEYS + "?page_size=1&page_token=" + token);
        var junk = other.asks().get(Links.KEYS + "?page_size=1&page_token=" + "A".repeat(token.length()));
        foreign.then().statusCode(400);
        assertThat(foreign.statusCode()).isEqualTo(junk.statusCode());
        assertThat(foreign.jsonPath().getString("errors[0].detail"))
                .isEqualTo(junk.jsonPath().getString("errors[0].detail"));
        var mine = other.sends(body).header("Idempotency-Key", "same").post(Links.KEYS);
        mine.then().statusCode(201);
        assertThat(mine.<String>path("id")).isNotEqualTo(hers.path("id"));
        assertThat(mine.header("Idempotency-Replayed")).isNull();
    }

    private static RequestSpecification request(Asked asked) {
        return asked.caller().asks().header("X-Request-Id", "same");
    }

    private static RequestSpecification rename(Asked asked) {
        return asked.caller().sends("{\"display_name\": \"mine now\"}").header("X-Request-Id", "same");
    }

    private static RequestSpecification protect(Asked asked) {
        return asked.caller().sends("{\"kind\": \"Cluster\"}").header("X-Request-Id", "same");
    }

    private static String path(Asked asked) {
        return Links.KEYS + "/" + asked.id();
    }

    private static List<String> headers(Response answer) {
        return answer.headers().asList().stream()
                .map(header ->
                        header.getName() + (header.getName().startsWith("X-RateLimit") ? "" : ": " + header.getValue()))
                .sorted()
                .toList();
    }

    private static Arguments operation(String name, Function<Asked, Response> operation) {
        return Arguments.of(name, operation);
    }
}
