package io.latchkey.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a load balancer looks at before it sends anybody to a replica. */
public final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Readiness() {}

    /** Whether it says so within a second; no if it can't be asked. */
    public static boolean isAt(String managementUrl) {
        try {
            var question = HttpRequest.newBuilder(URI.create(managementUrl + "/q/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            return CLIENT.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
