package io.latchkey.api;

import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a request meets before and after the resources, in this order: it gets its id; a URL that can't be read is refused;
 * {@code /api} is taken off; a body that is too large is refused; the caller is found out and the request counted; then
 * comes the resource; whatever no resource took is refused in the Failure form.
 */
@Singleton
class HttpEdge {

    private static final int REQUEST_ID = 300;
    private static final int URL = 250;
    private static final int PREFIX = 240;
    private static final int TOKEN = 230;
    private static final int BODY_SIZE = 200;
    private static final int BODY_READ = 190;

    /** After the server's own filter, at 200, which gets the credential ready to be checked. */
    private static final int RATE_LIMIT = 150;

    /** Stands in the request while its body is read: what fails then is the caller's doing. */
    private static final String READING_BODY = "latchkey.reading-body";

    private final EdgeAnswers answers;
    private final RateLimitFilter rateLimit;
    private final ApiSettings settings;
    private final long maxBodySize;
    private final BodyHandler counting;

    HttpEdge(
            EdgeAnswers answers,
            RateLimitFilter rateLimit,
            ApiSettings settings,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.answers = answers;
        this.rateLimit = rateLimit;
        this.settings = settings;
        this.maxBodySize = maxBodySize.asLongValue();
        this.counting = BodyHandler.create(false).setBodyLimit(maxBodySize.asLongValue());
    }

    void before(@Observes Filters filters) {
        filters.register(RequestId::give, REQUEST_ID);
        filters.register(this::refuseUnreadableUrl, URL);
        filters.register(ApiPrefix::takeOff, PREFIX);
        filters.register(HollowToken::replace, TOKEN);
        filters.register(this::refuseLargeBody, BODY_SIZE);
        filters.register(HttpEdge::bodyIsRead, BODY_READ);
        filters.register(rateLimit::count, RATE_LIMIT);
    }

    void after(@Observes Router router) {
        // Failures look for a handler from the first route on; this one comes before the server's own.
        router.route().order(Integer.MIN_VALUE).failureHandler(this::refuseAtTheEdge);
        router.route()
                .last()
                .handler(request -> refuse(request, Fault.of(Refusal.NOT_FOUND, "There is nothing here.")));
    }

    /** What fails before a resource is reached, or beside them all. The challenge to authenticate stays the server's. */
    private void refuseAtTheEdge(RoutingContext request) {
        if (request.response().ended() || request.response().closed()) {
            // The caller hung up, or has its answer: there is nobody to tell.
            return;
        }
        if (request.failure() instanceof RefusedException refused) {
            answers.refuse(request, refused.faults());
        } else if (request.failure() instanceof SecurityException) {
            request.next();
        } else if (request.statusCode() == Refusal.BODY_TOO_LARGE.status()) {
            refuse(request, Failures.bodyTooLarge());
        } else if (request.get(READING_BODY) != null) {
            refuse(request, Fault.of(Refusal.BAD_REQUEST, "The body broke off or can't be read."));
        } else if (request.statusCode() >= 400 && request.statusCode() < 500) {
            refuse(request, Fault.of(Refusal.BAD_REQUEST, "The URL or a header can't be read."));
        } else {
            refuse(request, Failures.broken(request.failure(), request));
        }
    }

    /** The server would refuse it too, but with an empty body. A body of untold length is counted while it comes in. */
    private void refuseLargeBody(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > maxBodySize) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            refuse(request, Failures.bodyTooLarge());
        } else if (request.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            request.put(READING_BODY, true);
            counting.handle(request);
        } else {
            request.next();
        }
    }

    private static void bodyIsRead(RoutingContext request) {
        request.remove(READING_BODY);
        request.next();
    }

    /** In place of the server's own check; see {@code io.latchkey.boot.Main}. Links in answers need a host to name. */
    private void refuseUnreadableUrl(RoutingContext request) {
        var host = request.request().authority();
        if (settings.publicUrl().isEmpty() && (host == null || host.host().isEmpty())) {
            refuse(request, Fault.of(Refusal.BAD_REQUEST, "The request names no host.", "Send a Host header."));
            return;
        }
        try {
            new URI(request.request().uri());
            request.next();
        } catch (URISyntaxException e) {
            refuse(
                    request,
                    Fault.of(
                            Refusal.BAD_REQUEST,
                            "The URL can't be read from its character " + (e.getIndex() + 1) + " on.",
                            "Percent-encode what can't stand in a URL as it is, '%' as %25."));
        }
    }

    private void refuse(RoutingContext request, Fault fault) {
        answers.refuse(request, fault);
    }
}
