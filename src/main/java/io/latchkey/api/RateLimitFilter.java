package io.latchkey.api;

import io.latchkey.access.Caller;
import io.latchkey.access.limit.Allowance;
import io.latchkey.access.limit.RateLimits;
import io.latchkey.access.token.TokenFlaw;
import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Finds out who is calling and counts the request, before a resource is reached: so every answer to a known caller, errors
 * too, tells what is left. A wrong credential fails again, in the same way, in the resource, and is answered there.
 */
@Singleton
class RateLimitFilter {

    private final RateLimits limits;
    private final EdgeAnswers answers;

    RateLimitFilter(RateLimits limits, EdgeAnswers answers) {
        this.limits = limits;
        this.answers = answers;
    }

    void count(RoutingContext request) {
        // Normalized, as resources are found: no other spelling of a path gets past the count.
        if (request.normalizedPath().startsWith("/q/")) {
            request.next();
            return;
        }
        var address = request.request().remoteAddress().hostAddress();
        var signIn = limits.signIn(address);
        if (!signIn.granted() && request.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            refuseSignIn(request, signIn);
            return;
        }
        QuarkusHttpUser.getSecurityIdentity(request, null)
                .chain(this::allowance)
                .subscribe()
                .with(
                        allowance -> allowance.ifPresentOrElse(known -> counted(request, known), request::next),
                        failure -> unknown(request, address, failure));
    }

    private Uni<Optional<Allowance>> allowance(SecurityIdentity identity) {
        return identity != null && identity.getPrincipal() instanceof Caller caller
                ? limits.request(caller.organization()).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    private void counted(RoutingContext request, Allowance allowance) {
        request.response()
                .putHeader("X-RateLimit-Limit", String.valueOf(allowance.limit()))
                .putHeader("X-RateLimit-Remaining", String.valueOf(allowance.remaining()))
                .putHeader("X-RateLimit-Reset", String.valueOf(allowance.resetSeconds()));
        if (allowance.granted()) {
            request.next();
        } else {
            refuse(request, allowance, "The organization has made all the requests that this window allows.");
        }
    }

    private void unknown(RoutingContext request, String address, Throwable failure) {
        switch (failure) {
            // Whoever shows one has had a good token, and guesses nothing.
            case AuthenticationFailedException bad
            when TokenFlaw.of(bad).equals(Optional.of(TokenFlaw.EXPIRED)) -> request.next();
            case AuthenticationFailedException _ -> {
                var counted = limits.signInFailed(address);
                if (counted.granted()) {
                    request.next();
                } else {
                    refuseSignIn(request, counted);
                }
            }
            default -> failOnce(request, failure);
        }
    }

    private void refuseSignIn(RoutingContext request, Allowance allowance) {
        refuse(request, allowance, "This address has shown too many wrong credentials.");
    }

    /** The server fails the request itself for what went wrong while it looked at the credential, but not for all of it. */
    private static void failOnce(RoutingContext request, Throwable failure) {
        if (!request.failed() && !request.response().ended()) {
            request.fail(failure);
        }
    }

    private void refuse(RoutingContext request, Allowance allowance, String detail) {
        var seconds = String.valueOf(allowance.resetSeconds());
        request.response().putHeader("Retry-After", seconds);
        answers.refuse(
                request, Fault.of(Refusal.RATE_LIMITED, detail, "Wait " + seconds + " seconds, then try again."));
    }
}
