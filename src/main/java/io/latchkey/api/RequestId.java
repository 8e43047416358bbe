package io.latchkey.api;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id that a request has in its answer, in every error and in the log: the client's own if it is harmless. */
final class RequestId {

    static final String HEADER = "X-Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    static void give(RoutingContext request) {
        var sent = request.request().getHeader(HEADER);
        var id = sent != null && HARMLESS.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        request.put(HEADER, id);
        request.response().putHeader(HEADER, id);
        request.next();
    }

    static String of(RoutingContext request) {
        return request.get(HEADER);
    }
}
