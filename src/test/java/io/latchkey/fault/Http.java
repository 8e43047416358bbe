package io.latchkey.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Sends requests where the load balancer says. */
final class Http implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Supplier<String> balancer;

    /** @param balancer the URL of a replica, asked for each request */
    Http(Supplier<String> balancer) {
        this.balancer = balancer;
    }

    Answer send(Tenant tenant, String method, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(balancer.get() + "/byok/v1/keys" + path))
                .timeout(PATIENCE)
                .header("Authorization", tenant.organization().authorization())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(), "", answer.body(), answer.headers().firstValue("ETag"), Instant.now());
        } catch (ConnectException | HttpConnectTimeoutException _) {
            return Answer.none(Answer.NOT_TAKEN);
        } catch (HttpTimeoutException _) {
            return Answer.none("timed out");
        } catch (IOException _) {
            return Answer.none("cut");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
