package io.latchkey.api;

import io.latchkey.access.Caller;
import io.latchkey.access.limit.Allowance;
import io.latchkey.access.limit.Crowding;
import io.latchkey.access.limit.RateLimits;
import io.latchkey.access.token.TokenFlaw;
import io.latchkey.key.Fault;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out who is calling and counts the request, before a resource is reached: so every answer to a known caller, errors
 * too, tells what is left. What asks too much is turned away before the database is asked about it.
 */
@Singleton
class RateLimitFilter {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final RateLimits limits;
    private final Crowding crowding;
    private final EdgeAnswers answers;

    RateLimitFilter(RateLimits limits, Crowding crowding, EdgeAnswers answers) {
        this.limits = limits;
        this.crowding = crowding;
        this.answers = answers;
    }

    void count(RoutingContext request) {
        var authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        // Normalized, as resources are found: no other spelling of a path gets past the count.
        if (authorization == null || request.normalizedPath().startsWith("/q/")) {
            request.next();
            return;
        }
        var address = request.request().remoteAddress().hostAddress();
        var signIn = limits.beginSignIn(address);
        if (!signIn.granted()) {
            refuse(
                    request,
                    signIn.resetSeconds(),
                    "This address shows too many wrong credentials, or too many at once.");
            return;
        }
        var credential = CredentialName.of(authorization);
        if (!crowding.enter(credential)) {
            limits.endSignIn(address);
            refuseCrowd(request);
            return;
        }
        request.addEndHandler(_ -> crowding.leave(credential));
        QuarkusHttpUser.getSecurityIdentity(request, null)
                .onTermination()
                .invoke(() -> limits.endSignIn(address))
                .chain(this::counted)
                .subscribe()
                .with(
                        counted -> counted.ifPresentOrElse(known -> known(request, known), request::next),
                        failure -> unknown(request, address, failure));
    }

    /** A request of a known caller's, and what its limit says to it. */
    private record Counted(OrganizationId organization, Allowance allowance) {}

    private Uni<Optional<Counted>> counted(SecurityIdentity identity) {
        return identity != null && identity.getPrincipal() instanceof Caller caller
                ? limits.request(caller.organization())
                        .map(allowance -> Optional.of(new Counted(caller.organization(), allowance)))
                : Uni.createFrom().item(Optional.empty());
    }

    private void known(RoutingContext request, Counted counted) {
        var allowance = counted.allowance();
        request.response()
                .putHeader("X-RateLimit-Limit", String.valueOf(allowance.limit()))
                .putHeader("X-RateLimit-Remaining", String.valueOf(allowance.remaining()))
                .putHeader("X-RateLimit-Reset", String.valueOf(allowance.resetSeconds()));
        if (!allowance.granted()) {
            refuse(
                    request,
                    allowance.resetSeconds(),
                    "The organization has made all the requests that this window allows.");
        } else if (crowding.enter(counted.organization())) {
            request.addEndHandler(_ -> crowding.leave(counted.organization()));
            request.next();
        } else {
            refuseCrowd(request);
        }
    }

    private void unknown(RoutingContext request, String address, Throwable failure) {
        if (failure instanceof AuthenticationFailedException bad && !isExpired(bad)) {
            limits.signInFailed(address);
        }
        // For some of what goes wrong here the server has failed the request already, or answered it.
        if (!request.failed() && !request.response().ended()) {
            request.fail(failure);
        }
    }

    /** Whoever shows an expired token has had a good one, and guesses nothing. */
    private static boolean isExpired(AuthenticationFailedException bad) {
        return TokenFlaw.of(bad).equals(Optional.of(TokenFlaw.EXPIRED));
    }

    private void refuseCrowd(RoutingContext request) {
        refuse(request, SOON.toSeconds(), "Too many requests of this caller are under way at the same time.");
    }

    private void refuse(RoutingContext request, long seconds, String detail) {
        request.response().putHeader("Retry-After", String.valueOf(seconds));
        answers.refuse(
                request, Fault.of(Refusal.RATE_LIMITED, detail, "Wait " + seconds + " seconds, then try again."));
    }
}
