package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Validations that are asked for. Nothing is probed on schedule here. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class ValidateNowApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Organization acme = Organization.fresh();
    private final TestDatabase database = TestDatabase.connect();

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void answersWithTheKeyWhateverTheVerdict() {
        var usable = registered(Samples.awsKey());
        validate(usable).then().statusCode(200).body("id", equalTo(usable)).body("validation.phase", equalTo("VALID"));
        var denied = registered(Samples.awsKey("000000000403"));
        validate(denied)
                .then()
                .statusCode(200)
                .body("validation.phase", equalTo("INITIALIZING"))
                .body("validation.reason", equalTo("ACCESS_DENIED"))
                .body("validation.resolution", containsString("key.roles"));
        var silent = registered(Samples.gcpKey("sim-throttled"));
        validate(silent).then().statusCode(200).body("validation.phase", equalTo("INITIALIZING"));
    }

    @Test
    void probesAtOnceAndOutOfTurn() {
        var flaky = registered(Samples.awsKey("000000000499"));
        validate(flaky).then().body("validation.phase", equalTo("VALID"));
        assertThat(validateAgain(flaky).<String>path("validation.reason")).isEqualTo("KEY_DISABLED");
    }

    @Test
    void refusesToProbeOneKeyAllTheTime() {
        var id = registered(Samples.awsKey());
        var other = registered(Samples.awsKey());
        validate(id).then().statusCode(200);
        var refused = validate(id).then().statusCode(429).body("errors[0].code", equalTo("rate_limit_exceeded"));
        assertThat(Integer.parseInt(refused.extract().header("Retry-After"))).isBetween(1, 10);
        validate(other).then().statusCode(200);
    }

    @Test
    void isForKeyAdminsAndTheirOwnKeys() {
        var id = registered(Samples.awsKey());
        acme.withApiKey("KeyViewer").asks().post(path(id)).then().statusCode(403);
        Organization.fresh().asks().post(path(id)).then().statusCode(404);
        acme.asks().post(path("cck-aaaaaaaaaaaa")).then().statusCode(404);
        acme.asks().post(path(id) + "?x=1").then().statusCode(400);
    }

    @Test
    void waitsForAProbeThatIsUnderWayElsewhereAndThenProbesItself() {
        var id = registered(Samples.awsKey());
        database.update(
                "UPDATE validation_schedule SET leased_by = 'another', due_at = now() + interval '1 hour'"
                        + " WHERE key_id = ?",
                id);
        var token = token(id);
        var answer = CompletableFuture.supplyAsync(() -> validate(id));
        await().atMost(PATIENCE)
                .until(() ->
                        database.number("SELECT count(asked_at) FROM validation_schedule WHERE key_id = '" + id + "'")
                                == 1);
        assertThat(answer).isNotDone();
        assertThat(token(id)).as("no two at once").isEqualTo(token);
        database.update("UPDATE key SET phase = 'VALID', region = 'found-elsewhere' WHERE id = ?", id);
        database.update("UPDATE validation_schedule SET leased_by = NULL WHERE key_id = ?", id);
        assertThat(answer.join().<String>path("validation.region")).isEqualTo("us-west-2");
        assertThat(token(id)).isEqualTo(token + 1);
    }

    @Test
    void leavesTheDecidingHearingToTheSchedule() {
        var id = registered(Samples.awsKey("000000000403"));
        database.update("UPDATE key SET phase = 'VALID', reason = NULL, region = 'us-west-2' WHERE id = ?", id);
        database.update(
                "UPDATE validation_schedule SET refusals = 1, silences = 0, due_at = now() + interval '1 minute'"
                        + " WHERE key_id = ?",
                id);
        assertThat(validate(id).<String>path("validation.phase")).isEqualTo("VALID");
        assertThat(database.number("SELECT refusals FROM validation_schedule WHERE key_id = '" + id + "'"))
                .isEqualTo(1);
        assertThat(database.number(
                        "SELECT extract(epoch FROM due_at - now())::int FROM validation_schedule WHERE key_id = '" + id
                                + "'"))
                .isBetween(40L, 60L);
    }

    /** Its first probe, which nobody waits for, is over. */
    private String registered(String body) {
        var id = acme.sends(body).post(Links.KEYS).<String>path("id");
        await().atMost(PATIENCE)
                .until(() -> database.number("SELECT count(*) FROM validation_schedule WHERE key_id = '" + id
                                + "' AND lease_token > 0 AND leased_by IS NULL")
                        == 1);
        return id;
    }

    private Response validate(String id) {
        return acme.asks().post(path(id));
    }

    /** As if some time had passed. */
    private Response validateAgain(String id) {
        database.update("UPDATE validation_schedule SET asked_at = now() - interval '1 minute' WHERE key_id = ?", id);
        return validate(id);
    }

    private long token(String id) {
        return database.number("SELECT lease_token FROM validation_schedule WHERE key_id = '" + id + "'");
    }

    private static String path(String id) {
        return Links.KEYS + "/" + id + "/validate";
    }
}
