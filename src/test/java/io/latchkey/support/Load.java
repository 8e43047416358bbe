package io.latchkey.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** Callers that read and register keys without a pause, and a note of every answer they got. */
public final class Load implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What became of one request. */
    public enum Outcome {
        /** There is an answer. */
        ANSWERED,
        /** It was not taken: nobody listens any more. */
        NOT_TAKEN,
        /** It was taken, and the connection ended without an answer. */
        CUT
    }

    /** @param status 0 if there is none */
    public record Call(
            String method,
            Outcome outcome,
            int status,
            boolean saysWhenToComeBack,
            Instant at,
            Duration took,
            Optional<String> location) {}

    public final List<Call> calls = new CopyOnWriteArrayList<>();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final CountDownLatch ended;
    private final String keys;
    private final String credential;
    private final BooleanSupplier goesOn;
    private volatile boolean stopped;

    private Load(String url, String credential, int callers, BooleanSupplier goesOn) {
        this.keys = url + "/byok/v1/keys";
        this.credential = "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(UTF_8));
        this.goesOn = goesOn;
        this.ended = new CountDownLatch(callers);
    }

    /**
     * Begins at once.
     *
     * @param credential id and secret with a colon between them
     * @param goesOn asked before each request, as a load balancer asks whether the service is ready
     */
    public static Load on(String url, String credential, int callers, BooleanSupplier goesOn) {
        var load = new Load(url, credential, callers, goesOn);
        for (var caller = 0; caller < callers; caller++) {
            var writes = caller % 4 == 0;
            Thread.ofVirtual().start(() -> load.run(writes));
        }
        return load;
    }

    private void run(boolean writes) {
        try {
            while (!stopped && goesOn.getAsBoolean()) {
                calls.add(call(writes));
            }
        } finally {
            ended.countDown();
        }
    }

    private Call call(boolean writes) {
        var request = HttpRequest.newBuilder(URI.create(keys))
                .timeout(PATIENCE)
                .header("Authorization", credential)
                .header("Content-Type", "application/json");
        var asked = writes ? request.POST(BodyPublishers.ofString(Samples.awsKey())) : request.GET();
        var method = writes ? "POST" : "GET";
        var began = System.nanoTime();
        try {
            var answer = client.send(asked.build(), BodyHandlers.ofString());
            return new Call(
                    method,
                    Outcome.ANSWERED,
                    answer.statusCode(),
                    answer.headers().firstValue("Retry-After").isPresent(),
                    Instant.now(),
                    took(began),
                    location(answer));
        } catch (IOException e) {
            var outcome = e instanceof ConnectException ? Outcome.NOT_TAKEN : Outcome.CUT;
            return new Call(method, outcome, 0, false, Instant.now(), took(began), Optional.empty());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> location(HttpResponse<String> answer) {
        return answer.statusCode() == 201 ? answer.headers().firstValue("Location") : Optional.empty();
    }

    private static Duration took(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Whether a request has succeeded that was answered after this. */
    public boolean succeededAfter(Instant instant) {
        return calls.stream()
                .anyMatch(call ->
                        call.status() >= 200 && call.status() < 300 && call.at().isAfter(instant));
    }

    /** Ends when every caller has got its last answer. */
    @Override
    public void close() {
        stopped = true;
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        client.close();
    }
}
