package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A database that does not answer: every caller is told within the deadline, and nobody is lied to. */
@QuarkusTest
@TestProfile(TroubleApiTest.Impatient.class)
class TroubleApiTest {

    private static final int CROWD = 100;

    private final Organization acme = Organization.fresh();

    @Test
    void answers503WithinTheDeadlineAndRecoversByItself() {
        var id = acme.sends(Samples.awsKey()).post(Links.KEYS).path("id").toString();
        try (var database = TestDatabase.connect();
                var crowd = Executors.newFixedThreadPool(CROWD)) {
            database.begin();
            database.update("LOCK TABLE key IN ACCESS EXCLUSIVE MODE");
            var started = System.nanoTime();
            var answers = IntStream.range(0, CROWD)
                    .mapToObj(_ ->
                            CompletableFuture.supplyAsync(() -> acme.asks().get(Links.KEYS + "/" + id), crowd))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers).extracting(Response::statusCode).containsOnly(503);
            assertThat(answers)
                    .allSatisfy(answer -> answer.then()
                            .header("Retry-After", "2")
                            .body("errors[0].code", equalTo("service_unavailable")));
            // Each may wait once for its credential and once for its key.
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(acme.asks().get(Links.KEYS + "/" + id).statusCode())
                                .isEqualTo(200));
    }

    @Test
    void neverTakesACredentialThatCannotBeCheckedForAWrongOne() {
        try (var database = TestDatabase.connect()) {
            database.begin();
            database.update("LOCK TABLE api_key IN ACCESS EXCLUSIVE MODE");
            acme.asks()
                    .get(Links.KEYS)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .body("errors[0].code", equalTo("service_unavailable"));
        }
    }

    @Test
    void keepsNothingOfARegistrationThatWasAnswered503() {
        var body = Samples.awsKey();
        try (var database = TestDatabase.connect()) {
            database.begin();
            database.update("LOCK TABLE validation_schedule IN ACCESS EXCLUSIVE MODE");
            acme.sends(body).post(Links.KEYS).then().statusCode(503);
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(acme.sends(body).post(Links.KEYS).statusCode())
                                .isEqualTo(201));
    }

    @Test
    void doesNotRemoveAKeyInUse() {
        var id = acme.sends(Samples.awsKey()).post(Links.KEYS).path("id").toString();
        try (var database = TestDatabase.connect()) {
            database.update("UPDATE key SET state = 'IN_USE' WHERE id = ?", id);
            acme.asks()
                    .delete(Links.KEYS + "/" + id)
                    .then()
                    .statusCode(409)
                    .body("errors[0].code", equalTo("key_in_use"));
            assertThat(database.number("SELECT count(*) FROM validation_schedule WHERE key_id = '" + id + "'"))
                    .isEqualTo(1);
        }
        acme.asks().get(Links.KEYS + "/" + id).then().statusCode(200).body("state", equalTo("IN_USE"));
    }

    /** Waits a second where an operator would wait five. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.database.deadline", "1S", "latchkey.database.acquire-timeout", "500MS");
        }
    }
}
