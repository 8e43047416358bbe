package io.latchkey.access.token;

import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcIdentityProvider;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Has the framework check a token, and sorts what comes of it: a good token, a bad one, or one that can't be checked now. The
 * last is never answered like the second, because clients give a bad token up and try the other one again.
 */
@Singleton
class TokenCheck {

    private static final Logger LOG = Logger.getLogger(TokenCheck.class);
    private static final int DEEPEST_CAUSE = 10;

    private final OidcIdentityProvider framework;
    private final Issuer issuer;
    private final TokenSettings settings;

    TokenCheck(OidcIdentityProvider framework, Issuer issuer, TokenSettings settings) {
        this.framework = framework;
        this.issuer = issuer;
        this.settings = settings;
    }

    /** Fails with the flaw of a bad token, or with {@link RefusedException} if the token can't be checked now. */
    Uni<JsonWebToken> check(TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .deferred(() -> framework.authenticate(request, context))
                .ifNoItem()
                .after(settings.deadline())
                .fail()
                .map(SecurityIdentity::getPrincipal)
                .map(JsonWebToken.class::cast)
                .onFailure()
                .transform(this::sorted);
    }

    private Throwable sorted(Throwable failure) {
        var refused = cause(InvalidJwtException.class, failure);
        if (isTrouble(failure, refused)) {
            LOG.warnf("a token can't be checked, its issuer does not say its keys: %s", failure.toString());
            return new RefusedException(Fault.of(
                    Refusal.UNAVAILABLE,
                    "Latchkey can't ask the issuer of the token for its keys right now.",
                    "Try again in a few seconds."));
        }
        // Of some texts that are no token the framework does not even say so, but trips over them.
        return refused.map(TokenCheck::flaw).orElse(TokenFlaw.INVALID).failure();
    }

    /** Whether it is not the token's fault: no keys yet, or none that fits while the issuer is silent. */
    private boolean isTrouble(Throwable failure, Optional<InvalidJwtException> refused) {
        if (refused.isPresent()) {
            return cause(UnresolvableKeyException.class, failure).isPresent() && !issuer.answered();
        }
        return failure instanceof TimeoutException
                || failure instanceof OIDCException
                || (failure.getCause() != null && !issuer.answered());
    }

    /** That a token has expired is told only where nothing else is wrong with it. */
    private static TokenFlaw flaw(InvalidJwtException refused) {
        return refused.hasErrorCode(ErrorCodes.EXPIRED)
                        && refused.getErrorDetails().size() == 1
                ? TokenFlaw.EXPIRED
                : TokenFlaw.INVALID;
    }

    private static <T extends Throwable> Optional<T> cause(Class<T> type, Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
