package io.latchkey.outbound;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes an answer of what came over the wire. How deep JSON may go and how long a number is, the JSON library limits. */
final class Answers {

    private static final Pattern JSON = Pattern.compile(
            "application/(?:[a-z0-9.-]+\\+)?(?:x-amz-)?json(?:-1\\.[01])?\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);
    private static final int UNAUTHORIZED = 401;

    private Answers() {}

    /** @throws CloudTrouble if the answer is a redirect or not JSON */
    static CloudAnswer read(CloudHost host, int status, MultiMap headers, Buffer body) {
        if (status < 200 || (status >= 300 && status < 400)) {
            throw new CloudTrouble(Kind.REDIRECT, host);
        }
        var answer = new CloudAnswer(status, headers, new JsonObject());
        if (body.length() == 0) {
            return answer;
        }
        return json(headers, body)
                .map(json -> new CloudAnswer(status, headers, json))
                // These say what they have to say without their body, and often come from a gateway that speaks HTML.
                .or(() -> status == UNAUTHORIZED || answer.isThrottling() || answer.isServerError()
                        ? Optional.of(answer)
                        : Optional.empty())
                .orElseThrow(() -> new CloudTrouble(Kind.NOT_JSON, host));
    }

    private static Optional<JsonObject> json(MultiMap headers, Buffer body) {
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !JSON.matcher(type).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(body.toJsonObject());
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }
}
