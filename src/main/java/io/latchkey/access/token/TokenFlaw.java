package io.latchkey.access.token;

import io.quarkus.security.AuthenticationFailedException;
import java.util.Map;
import java.util.Optional;

/**
 * What the sender of a bad token is told of it. Which check it failed is not told: that would help only a forger. Travels as
 * an attribute, because the framework's exception is final.
 */
public enum TokenFlaw {
    INVALID("The bearer token is invalid."),
    EXPIRED("The bearer token has expired."),
    NO_ORGANIZATION("The bearer token names no organization.");

    private static final String ATTRIBUTE = TokenFlaw.class.getName();

    private final String detail;

    TokenFlaw(String detail) {
        this.detail = detail;
    }

    /** The flaw of the token that was shown; none if it was another credential that is bad. */
    public static Optional<TokenFlaw> of(AuthenticationFailedException failure) {
        return Optional.ofNullable(failure.getAttribute(ATTRIBUTE));
    }

    /** A sentence for the caller. */
    public String detail() {
        return detail;
    }

    /** Has no cause, because the verifier's exceptions quote the token. */
    AuthenticationFailedException failure() {
        return new AuthenticationFailedException(detail, Map.of(ATTRIBUTE, this));
    }
}
