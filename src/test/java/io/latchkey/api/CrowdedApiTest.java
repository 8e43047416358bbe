package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Crowd;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One organization that sends all it can, with the bounds on what is under way as they are by default. */
@QuarkusTest
@TestProfile(CrowdedApiTest.Default.class)
class CrowdedApiTest {

    private static final int CROWD = 300;
    private static final int LOUD = 10;
    private static final int QUIET = 20;
    private static final int FAILURES = 60;

    private final Organization loud = Organization.fresh();
    private final Organization quiet = Organization.fresh();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void hangUp() {
        client.close();
    }

    @Test
    void leavesRoomForTheOthersWhileOneSendsAllItCan() {
        // The crowd is to find the service at work and not just begun, when a few seconds go by before an answer.
        assertThat(sends(quiet, QUIET)).containsOnly(200, 201);
        var answers = Crowd.together(CROWD + 1, number -> number == CROWD ? sends(quiet, QUIET) : sends(loud, LOUD));
        assertThat(answers.getLast()).containsOnly(200, 201);
        assertThat(answers.stream().limit(CROWD).flatMap(List::stream))
                .doesNotContain(500, 503)
                .contains(200, 201, 429);
    }

    /** One after the other, by a client that leaves the processor to the service. */
    private List<Integer> sends(Organization caller, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(number -> number % 5 == 0 ? post(caller, Samples.awsKey()) : get(caller))
                .map(HttpResponse::statusCode)
                .toList();
    }

    private HttpResponse<Void> get(Organization caller) {
        return sent(request(caller).build());
    }

    private HttpResponse<Void> post(Organization caller, String body) {
        return sent(request(caller)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpRequest.Builder request(Organization caller) {
        return HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + Links.KEYS))
                .header("Authorization", caller.authorization());
    }

    private HttpResponse<Void> sent(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsWhoIsTurnedAwayWhenToComeBack() {
        var refused = Crowd.together(CROWD, _ -> get(loud)).stream()
                .filter(answer -> answer.statusCode() == 429)
                .toList();
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).contains("1"));
        loud.asks().get(Links.KEYS).then().statusCode(200);
    }

    @Test
    void looksAtNoMoreWrongCredentialsTogetherThanOneAfterTheOther() {
        var impostor = new Organization(loud.id(), loud.apiKey(), "wrong");
        impostor.asks().get(Links.KEYS).then().statusCode(401);
        var guesses = Crowd.together(CROWD, _ -> get(impostor)).stream()
                .map(HttpResponse::statusCode)
                .toList();
        assertThat(guesses)
                .containsOnly(401, 429)
                .filteredOn(status -> status == 401)
                .hasSizeLessThan(FAILURES);
    }

    /** The bounds of production, and a window that never ends. A machine that is busy may take its time with what is let in. */
    public static final class Default implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.rate-limit.concurrent-requests", "16",
                    "latchkey.rate-limit.concurrent-sign-ins", "128",
                    "latchkey.rate-limit.failed-sign-ins", String.valueOf(FAILURES),
                    "latchkey.database.deadline", "20S");
        }
    }
}
