package io.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Organization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Prints how long an unknown API key and a wrong secret take. What is asserted is only that both are refused alike. */
@QuarkusTest
class CredentialTimingTest {

    private static final Logger LOG = Logger.getLogger(CredentialTimingTest.class);
    private static final int TRIES = 2_000;
    private static final int RESAMPLES = 400;

    private final SplittableRandom random = new SplittableRandom(1);
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void printsTheTimesOfAnUnknownApiKeyAndOfAWrongSecret() throws Exception {
        var acme = Organization.fresh();
        var wrong = request(new Organization(acme.id(), acme.apiKey(), "a-wrong-secret-of-good-length-and-form"));
        var unknown = request(new Organization(
                acme.id(), "KEY" + "0".repeat(acme.apiKey().length() - 3), "a-wrong-secret-of-good-length-and-form"));
        for (var warmUp = 0; warmUp < TRIES; warmUp++) {
            time(wrong);
            time(unknown);
        }
        var wrongTimes = new long[TRIES];
        var unknownTimes = new long[TRIES];
        for (var n = 0; n < TRIES; n++) {
            // In turns, and in either order: whatever else the machine does then weighs on both.
            if (random.nextBoolean()) {
                wrongTimes[n] = time(wrong);
                unknownTimes[n] = time(unknown);
            } else {
                unknownTimes[n] = time(unknown);
                wrongTimes[n] = time(wrong);
            }
        }
        var differences = IntStream.range(0, RESAMPLES)
                .mapToLong(_ -> median(resampled(wrongTimes)) - median(resampled(unknownTimes)))
                .sorted()
                .toArray();
        LOG.infof(
                "wrong secret %d us, unknown API key %d us (medians of %d); 95 %% interval of the difference %d to %d ns",
                median(wrongTimes) / 1_000,
                median(unknownTimes) / 1_000,
                TRIES,
                differences[RESAMPLES / 40],
                differences[RESAMPLES - 1 - RESAMPLES / 40]);
    }

    private long time(HttpRequest request) throws IOException, InterruptedException {
        var started = System.nanoTime();
        var status = client.send(request, BodyHandlers.discarding()).statusCode();
        var time = System.nanoTime() - started;
        assertThat(status).isEqualTo(401);
        return time;
    }

    private static HttpRequest request(Organization caller) {
        return HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/byok/v1/keys"))
                .header("Authorization", caller.authorization())
                .build();
    }

    private long[] resampled(long[] times) {
        return random.ints(times.length, 0, times.length)
                .mapToLong(index -> times[index])
                .toArray();
    }

    private static long median(long[] times) {
        var sorted = Arrays.copyOf(times, times.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
