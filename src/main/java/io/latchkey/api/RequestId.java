package io.latchkey.api;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** The id that a request has in its answer, in every error and in the log: the client's own if it is harmless. */
final class RequestId {

    static final String HEADER = "X-Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    static void give(RoutingContext request) {
        of(request);
        request.next();
    }

    /** The id of a request, given to it now if it failed before it got one. */
    static String of(RoutingContext request) {
        String given = request.get(HEADER);
        var id = given == null ? choose(request.request().getHeader(HEADER)) : given;
        request.put(HEADER, id);
        // Every line that is logged for this request has it as a field.
        MDC.put("requestId", id);
        // Each time: a request that is routed anew loses its answer's headers.
        if (!request.response().headWritten()) {
            request.response().putHeader(HEADER, id);
        }
        return id;
    }

    private static String choose(String sent) {
        return sent != null && HARMLESS.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
