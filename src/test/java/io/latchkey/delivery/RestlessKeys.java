package io.latchkey.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Samples;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Keys that are renamed, given a resource and relieved of it all the time, through whichever replica lives. */
final class RestlessKeys implements AutoCloseable {

    private static final String KEYS = "/byok/v1/keys";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How many changes were made for certain. */
    final AtomicInteger changes = new AtomicInteger();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Supplier<List<String>> urls;
    private final String credential;
    private final BooleanSupplier hasRoom;
    private volatile boolean stopped;

    /**
     * @param urls where the replicas are that live now
     * @param credential id and secret with a colon between them
     * @param hasRoom whether more may be changed; asked by one caller at a time
     */
    RestlessKeys(Supplier<List<String>> urls, String credential, BooleanSupplier hasRoom) {
        this.urls = urls;
        this.credential = "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(UTF_8));
        this.hasRoom = hasRoom;
    }

    /** What was made of a body; on a machine that is busy with other tests not always at once. */
    JsonObject create(String path, String body) {
        var made = await().atMost(Duration.ofSeconds(60))
                .until(() -> send(urls.get().getFirst(), path, "POST", body), answer -> answer.statusCode() == 201);
        return new JsonObject(made.body());
    }

    /** Registers keys, and begins. */
    void begin(int callerCount, int keysOfEach) {
        for (var caller = 0; caller < callerCount; caller++) {
            var mine = new ArrayList<String>();
            for (var key = 0; key < keysOfEach; key++) {
                mine.add(create(KEYS, Samples.awsKey()).getString("id"));
            }
            callers.submit(() -> run(mine));
        }
    }

    private void run(List<String> keys) {
        while (!stopped) {
            await().forever().pollInterval(Duration.ofMillis(50)).until(() -> stopped || mayGoOn());
            keys.forEach(this::change);
        }
    }

    private synchronized boolean mayGoOn() {
        return hasRoom.getAsBoolean();
    }

    private void change(String key) {
        var path = KEYS + "/" + key;
        var random = ThreadLocalRandom.current();
        var all = urls.get();
        var url = all.get(random.nextInt(all.size()));
        try {
            var answer = switch (random.nextInt(4)) {
                case 0 -> send(url, path + "/protected-resources/lkc-1", "PUT", "{\"kind\": \"Cluster\"}");
                case 1 -> send(url, path + "/protected-resources/lkc-1", "DELETE", "");
                default -> send(url, path, "PATCH", "{\"display_name\": \"name " + random.nextLong() + "\"}");
            };
            if (answer.statusCode() < 300) {
                changes.incrementAndGet();
            }
        } catch (IOException _) {
            // It was killed. Whether the change was made, the table knows.
        }
    }

    private HttpResponse<String> send(String url, String path, String method, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", credential)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends when every caller has got its last answer. */
    @Override
    public void close() {
        stopped = true;
        callers.close();
        client.close();
    }
}
