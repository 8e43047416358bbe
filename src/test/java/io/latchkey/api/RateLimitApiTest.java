package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.support.Contract;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@TestProfile(RateLimitApiTest.Strict.class)
@TestMethodOrder(OrderAnnotation.class)
class RateLimitApiTest {

    private static final int LIMIT = 12;
    private static final int FAILURES = 5;

    /** A window that does not end during the test. */
    public static class Strict implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.rate-limit.requests", String.valueOf(LIMIT),
                    "latchkey.rate-limit.failed-sign-ins", String.valueOf(FAILURES),
                    "latchkey.rate-limit.window", "1H");
        }
    }

    private final Organization acme = Organization.fresh();

    @Test
    void tellsWhatIsLeftOnEveryAnswerToAKnownCaller() {
        var viewer = acme.withApiKey("KeyViewer");
        var answers = List.of(
                acme.asks().get(Links.KEYS),
                acme.asks().get(Links.KEYS + "/cck-000000000000"),
                acme.asks().get(Links.KEYS + "?page_size=0"),
                acme.sends("{").post(Links.KEYS),
                acme.sends("{}").post(Links.KEYS),
                viewer.sends(Samples.awsKey()).post(Links.KEYS),
                acme.asks().contentType("text/plain").body("x").post(Links.KEYS),
                acme.asks().accept("text/html").get(Links.KEYS),
                acme.asksOffTheMap().put(Links.KEYS),
                acme.asksOffTheMap().get("/byok/v1/nothing"),
                acme.asksOffTheMap().urlEncodingEnabled(false).get("/%62yok/v1/keys"));
        assertThat(answers.stream().map(Response::statusCode))
                .containsExactly(200, 404, 400, 400, 422, 403, 415, 406, 405, 404, 200);
        for (var n = 0; n < answers.size(); n++) {
            answers.get(n)
                    .then()
                    .header("X-RateLimit-Limit", String.valueOf(LIMIT))
                    .header("X-RateLimit-Remaining", String.valueOf(LIMIT - 1 - n));
            assertThat(Integer.parseInt(answers.get(n).header("X-RateLimit-Reset")))
                    .isBetween(3_000, 3_600);
        }
    }

    @Test
    void refusesWhatIsMoreThanTheLimitAndStarvesNobodyElse() {
        for (var n = 0; n < LIMIT; n++) {
            acme.asks().get(Links.KEYS).then().statusCode(200);
        }
        var refused = acme.asks().get(Links.KEYS);
        refused.then()
                .statusCode(429)
                .header("X-RateLimit-Remaining", "0")
                .header("Retry-After", equalTo(refused.header("X-RateLimit-Reset")))
                .body("errors[0].code", equalTo("rate_limit_exceeded"))
                .body("errors[0].id", equalTo(refused.header("X-Request-Id")));
        Organization.fresh().asks().get(Links.KEYS).then().statusCode(200);
    }

    /** The last one: from then on this address is shut out. */
    @Test
    @Order(Integer.MAX_VALUE)
    void stopsAnAddressThatGuessesSecrets() {
        var impostor = new Organization(acme.id(), acme.apiKey(), "wrong");
        for (var n = 0; n < FAILURES; n++) {
            impostor.asks().get(Links.KEYS).then().statusCode(401).header("X-RateLimit-Limit", nullValue());
        }
        impostor.asks().get(Links.KEYS).then().statusCode(429).body("errors[0].code", equalTo("rate_limit_exceeded"));
        acme.asks().get(Links.KEYS).then().statusCode(429);
        Contract.checked().get(Links.KEYS).then().statusCode(401);
    }
}
