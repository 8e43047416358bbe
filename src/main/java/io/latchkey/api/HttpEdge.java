package io.latchkey.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a request meets before and after the resources, in this order: it gets its id; a body that is too large is refused;
 * authentication and the resource; whatever no resource took is refused in the Failure form.
 */
@Singleton
class HttpEdge {

    private static final int REQUEST_ID = 300;
    private static final int BODY_SIZE = 200;

    private final ObjectMapper json;
    private final long maxBodySize;

    HttpEdge(ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.json = json;
        this.maxBodySize = maxBodySize.asLongValue();
    }

    void before(@Observes Filters filters) {
        filters.register(RequestId::give, REQUEST_ID);
        filters.register(this::refuseLargeBody, BODY_SIZE);
    }

    void after(@Observes Router router) {
        router.route()
                .last()
                .handler(request -> refuse(request, Fault.of(Refusal.NOT_FOUND, "There is nothing here.")));
        router.errorHandler(400, request -> refuse(request, Fault.of(Refusal.BAD_REQUEST, "The URL can't be read.")));
    }

    /** The server would refuse it too, but with an empty body. */
    private void refuseLargeBody(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > maxBodySize) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            refuse(request, Failures.bodyTooLarge());
        } else {
            request.next();
        }
    }

    private void refuse(RoutingContext request, Fault fault) {
        request.response()
                .setStatusCode(fault.refusal().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(text(Failure.of(RequestId.of(request), List.of(fault))));
    }

    private String text(Failure failure) {
        try {
            return json.writeValueAsString(failure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written", e);
        }
    }
}
