package io.latchkey.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a cloud answered. Prints neither headers nor body, which hold credentials.
 *
 * @param status neither 1xx nor 3xx
 * @param json the body; without members if the answer had none, or was a 401, 429 or 5xx in another format
 */
public record CloudAnswer(int status, MultiMap headers, JsonObject json) {

    private static final int TOO_MANY_REQUESTS = 429;

    /** Whether the cloud did what it was asked. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The first header of that name, in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** What time it is where the answer comes from; empty if it does not say so, or not readably. */
    public Optional<Instant> date() {
        return header("Date").flatMap(CloudAnswer::instant);
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean isThrottling() {
        return status == TOO_MANY_REQUESTS;
    }

    /** The cloud's own trouble. */
    boolean isServerError() {
        return status >= 500;
    }

    @Override
    public String toString() {
        return "answer " + status;
    }
}
