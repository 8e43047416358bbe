package io.latchkey.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What each cloud says when it does not do what it is asked, and what something else in its place says. */
enum Cloud {
    AWS("application/x-amz-json-1.1") {
        @Override
        byte[] throttled(Question question) {
            return answer(400, "{\"__type\": \"ThrottlingException\", \"message\": \"Rate exceeded\"}");
        }

        @Override
        byte[] expired(Question question) {
            return answer(
                    400, "{\"__type\": \"ExpiredTokenException\", \"message\": \"The security token is expired\"}");
        }

        /** As KMS does, which takes no signature whose time is more than five minutes off. */
        @Override
        Optional<byte[]> objection(Question question) {
            return question.header("X-Amz-Date")
                    .map(date -> Duration.between(AMZ_DATE.parse(date, Instant::from), Instant.now()))
                    .filter(off -> off.abs().compareTo(Duration.ofMinutes(5)) > 0)
                    .map(off -> answer(
                            400,
                            "{\"__type\": \"InvalidSignatureException\", \"message\": \""
                                    + (off.isNegative() ? "Signature not yet current" : "Signature expired") + ": "
                                    + off + "\"}"));
        }
    },
    AZURE("application/json") {
        @Override
        byte[] throttled(Question question) {
            return answer(429, "{\"error\": {\"code\": \"Throttled\", \"message\": \"too many requests\"}}");
        }

        @Override
        byte[] expired(Question question) {
            return question.isForToken()
                    ? answer(
                            401,
                            "{\"error\": \"invalid_client\", \"error_codes\": [7000222],"
                                    + " \"error_description\": \"AADSTS7000222: the keys are expired\"}")
                    : answer(401, "{\"error\": {\"code\": \"Unauthorized\", \"message\": \"expired\"}}");
        }
    },
    GCP("application/json") {
        @Override
        byte[] throttled(Question question) {
            return answer(429, "{\"error\": {\"code\": 429, \"status\": \"RESOURCE_EXHAUSTED\"}}");
        }

        @Override
        byte[] expired(Question question) {
            return question.isForToken()
                    ? answer(400, "{\"error\": \"invalid_grant\", \"error_description\": \"Invalid JWT\"}")
                    : answer(401, "{\"error\": {\"code\": 401, \"status\": \"UNAUTHENTICATED\"}}");
        }
    };

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final String PAGE = "<html><body><h1>Please sign in to the network</h1></body></html>";

    private final String json;

    Cloud(String json) {
        this.json = json;
    }

    abstract byte[] throttled(Question question);

    abstract byte[] expired(Question question);

    /** What it says to a request that it would never do. */
    Optional<byte[]> objection(Question question) {
        return Optional.empty();
    }

    /** As a proxy, a captive portal, a wrong address or a broken line would answer in its place. */
    byte[] garbage() {
        var noise = new byte[400];
        ThreadLocalRandom.current().nextBytes(noise);
        var kinds = List.of(
                noise,
                answer(200, "text/html", PAGE),
                answer(403, "text/html", PAGE),
                answer(404, "text/html", PAGE),
                answer(404, ""),
                answer(200, ""),
                answer(200, "{}"),
                answer(200, "null"),
                answer(200, "[1, 2"),
                answer(403, "{\"message\": \"Forbidden\"}"),
                answer(404, "{\"__type\": 7, \"error\": [\"KeyNotFound\"]}"),
                answer(502, "text/html", PAGE),
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return kinds.get(ThreadLocalRandom.current().nextInt(kinds.size()));
    }

    byte[] answer(int status, String body) {
        return answer(status, json, body);
    }

    private static byte[] answer(int status, String type, String body) {
        return ("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
