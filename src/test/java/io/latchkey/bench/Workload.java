package io.latchkey.bench;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What is asked for, over and over. */
enum Workload {
    GET,
    LIST,
    POST,
    PATCH,
    MIXED;

    private static final String KEYS = "/byok/v1/keys";

    /** One request, and the status that it must be answered with. */
    record Question(HttpMethod method, String path, String body, int status) {}

    /** @param ids keys that are there */
    Question next(List<String> ids) {
        var random = ThreadLocalRandom.current();
        return switch (this) {
            case GET -> new Question(HttpMethod.GET, KEYS + "/" + ids.get(random.nextInt(ids.size())), "", 200);
            case LIST -> new Question(HttpMethod.GET, KEYS + "?page_size=100", "", 200);
            case POST -> new Question(HttpMethod.POST, KEYS, registration(), 201);
            case PATCH ->
                new Question(
                        HttpMethod.PATCH,
                        KEYS + "/" + ids.get(random.nextInt(ids.size())),
                        "{\"display_name\":\"name " + random.nextInt(1_000_000) + "\"}",
                        200);
            case MIXED -> one(random.nextInt(100)).next(ids);
        };
    }

    /** What it is made of, and how often of a hundred times. */
    Map<Workload, Integer> parts() {
        return this == MIXED ? Map.of(GET, 70, LIST, 10, POST, 10, PATCH, 10) : Map.of(this, 100);
    }

    private Workload one(int chance) {
        var left = chance;
        for (var part : parts().entrySet()) {
            left -= part.getValue();
            if (left < 0) {
                return part.getKey();
            }
        }
        throw new IllegalStateException("the parts are not a hundred");
    }

    private static String registration() {
        var random = ThreadLocalRandom.current();
        return "{\"key\":{\"kind\":\"AwsKey\",\"key_arn\":\"arn:aws:kms:us-west-2:111122223333:key/%08x-12ab-34cd-56ef-%012x\"}}"
                .formatted(random.nextInt(), random.nextLong(1L << 48));
    }
}
