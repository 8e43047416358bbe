package io.latchkey.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.latchkey.access.AuditTrail;
import io.latchkey.access.token.TokenFlaw;
import io.latchkey.access.token.TokenSettings;
import io.latchkey.key.AlreadyRegisteredException;
import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.registry.TooSoonException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where what went wrong becomes an answer. Nothing of ours but the catalogue's words leaves through it. */
class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    /** Seconds after which a caller may find the database back. */
    static final int RETRY_AFTER = 2;

    private static final Fault BAD_API_KEY = Fault.of(
            Refusal.UNAUTHENTICATED,
            "The request carries an invalid API key or secret.",
            "Check the API key's id and secret, and that they belong to this Latchkey.");

    private final SecurityIdentity identity;
    private final Call call;
    private final AuditTrail audit;
    private final TokenSettings tokens;
    private final RefusalCounts counts;

    Failures(SecurityIdentity identity, Call call, AuditTrail audit, TokenSettings tokens, RefusalCounts counts) {
        this.identity = identity;
        this.call = call;
        this.audit = audit;
        this.tokens = tokens;
        this.counts = counts;
    }

    @ServerExceptionMapper
    Response refused(RefusedException refused, RoutingContext request) {
        return answer(request, refused.faults()).build();
    }

    @ServerExceptionMapper
    Response alreadyRegistered(AlreadyRegisteredException refused, RoutingContext request, UriInfo uri) {
        return answer(request, refused.faults())
                .location(URI.create(call.links(uri).self(refused.existing())))
                .build();
    }

    @ServerExceptionMapper
    Response tooSoon(TooSoonException refused, RoutingContext request) {
        return answer(request, refused.faults())
                .header(HttpHeaders.RETRY_AFTER, refused.waitSeconds())
                .build();
    }

    @ServerExceptionMapper
    Response badCredential(AuthenticationFailedException failure, RoutingContext request) {
        return TokenFlaw.of(failure)
                .map(flaw -> unauthenticated(request, badToken(flaw), List.of(Challenges.of(flaw))))
                .orElseGet(() -> unauthenticated(request, BAD_API_KEY, List.of(Challenges.BAD_API_KEY)));
    }

    @ServerExceptionMapper
    Response noCredential(UnauthorizedException failure, RoutingContext request) {
        var detail = request.request().headers().contains(HttpHeaders.AUTHORIZATION)
                ? "The Authorization header is of a kind that is not taken here."
                : "The request carries no credential.";
        var remedy = "Send an API key and its secret by HTTP Basic authentication"
                + (tokens.isOn() ? ", or a bearer token." : ".");
        return unauthenticated(
                request, Fault.of(Refusal.UNAUTHENTICATED, detail, remedy), Challenges.taken(tokens.isOn()));
    }

    @ServerExceptionMapper
    Uni<Response> forbidden(ForbiddenException failure, RoutingContext request, ResourceInfo resource) {
        var answer = answer(request, Forbidden.fault(identity.getPrincipal(), resource))
                .build();
        return audit.forbidden(call.origin(), Forbidden.request(request)).replaceWith(answer);
    }

    /** What the framework refuses before a resource is reached: paths, methods, media types, bodies. */
    @ServerExceptionMapper
    Response framework(WebApplicationException failure, RoutingContext request) {
        if (failure.getCause() instanceof JsonProcessingException unreadable) {
            return answer(request, unreadable(unreadable)).build();
        }
        if (failure.getResponse().getStatus() >= 500) {
            return unexpected(failure, request);
        }
        var status = failure.getResponse().getStatus();
        var answer = answer(request, fault(status));
        if (status == Refusal.METHOD_NOT_ALLOWED.status()) {
            answer.header(HttpHeaders.ALLOW, Methods.takenBy(request.normalizedPath()));
        }
        return answer.build();
    }

    // The framework has a mapper of its own for the second, which would answer with an empty body.
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response json(JsonProcessingException failure, RoutingContext request) {
        return answer(request, unreadable(failure)).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure, RoutingContext request) {
        return answer(request, broken(failure, request)).build();
    }

    /** What the operator finds in the log under the error's id, and nobody else anywhere. */
    static Fault broken(Throwable failure, RoutingContext request) {
        LOG.errorf(failure, "request %s failed", RequestId.of(request));
        return Fault.of(
                Refusal.INTERNAL,
                "Something went wrong here.",
                "Try again; if it stays, give the operator this error's id.");
    }

    static Fault bodyTooLarge() {
        return Fault.of(Refusal.BODY_TOO_LARGE, "The body is larger than 64 KiB.", "Send only what the API describes.");
    }

    private static Fault unreadable(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException) {
            return Fault.of(
                    Refusal.UNREADABLE_JSON,
                    "The body is nested too deeply.",
                    "Stay within " + JsonLimits.MAX_DEPTH + " levels.");
        }
        var place = failure.getLocation();
        return Fault.of(
                Refusal.UNREADABLE_JSON,
                place == null
                        ? "The body is not readable JSON."
                        : "The body is not readable JSON at line " + place.getLineNr() + ", column "
                                + place.getColumnNr() + ".",
                "Send one JSON object in UTF-8 that names each member once.");
    }

    private static Fault fault(int status) {
        return switch (status) {
            case 404 -> Fault.of(Refusal.NOT_FOUND, "There is nothing here.");
            case 405 -> Fault.of(Refusal.METHOD_NOT_ALLOWED, "This path does not take this method.");
            case 406 ->
                Fault.of(
                        Refusal.NOT_ACCEPTABLE, "The answer has no form that is accepted.", "Accept application/json.");
            case 413 -> bodyTooLarge();
            case 415 ->
                Fault.of(
                        Refusal.UNSUPPORTED_MEDIA_TYPE,
                        "The body's content type is not JSON.",
                        "Send it with Content-Type: application/json.");
            default -> Fault.of(Refusal.BAD_REQUEST, "The request can't be read.");
        };
    }

    private static Fault badToken(TokenFlaw flaw) {
        return Fault.of(Refusal.UNAUTHENTICATED, flaw.detail(), "Get a new token for this Latchkey from its issuer.");
    }

    private Response unauthenticated(RoutingContext request, Fault fault, List<String> challenges) {
        var answer = answer(request, fault);
        challenges.forEach(challenge -> answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return answer.build();
    }

    private ResponseBuilder answer(RoutingContext request, Fault fault) {
        return answer(request, List.of(fault));
    }

    private ResponseBuilder answer(RoutingContext request, List<Fault> faults) {
        counts.count(faults);
        var refusal = faults.getFirst().refusal();
        var answer = Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Failure.of(RequestId.of(request), faults));
        return refusal == Refusal.UNAVAILABLE ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER) : answer;
    }
}
