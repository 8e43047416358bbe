package io.latchkey.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** Refusals where no resource was reached, in the same form as everywhere. */
@Singleton
class EdgeAnswers {

    private final ObjectMapper json;
    private final RefusalCounts counts;

    EdgeAnswers(ObjectMapper json, RefusalCounts counts) {
        this.json = json;
        this.counts = counts;
    }

    void refuse(RoutingContext request, Fault fault) {
        refuse(request, List.of(fault));
    }

    void refuse(RoutingContext request, List<Fault> faults) {
        counts.count(faults);
        var refusal = faults.getFirst().refusal();
        if (refusal == Refusal.UNAVAILABLE) {
            request.response().putHeader("Retry-After", String.valueOf(Failures.RETRY_AFTER));
        }
        request.response()
                .setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(text(Failure.of(RequestId.of(request), faults)));
    }

    private String text(Failure failure) {
        try {
            return json.writeValueAsString(failure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written", e);
        }
    }
}
