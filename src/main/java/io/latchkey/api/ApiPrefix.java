package io.latchkey.api;

import io.vertx.ext.web.RoutingContext;

/** {@code /api}, which the published base URL has before every path: the same API, whose links then have it too. */
final class ApiPrefix {

    private static final String PREFIX = "/api";
    private static final String CAME_WITH_IT = "latchkey.api-prefix";

    private ApiPrefix() {}

    static void takeOff(RoutingContext request) {
        var uri = request.request().uri();
        if (uri.startsWith(PREFIX + "/byok/")) {
            request.put(CAME_WITH_IT, PREFIX);
            request.reroute(uri.substring(PREFIX.length()));
        } else {
            request.next();
        }
    }

    /** What stood before the path of this request, an empty text for most. */
    static String of(RoutingContext request) {
        String prefix = request.get(CAME_WITH_IT);
        return prefix == null ? "" : prefix;
    }
}
