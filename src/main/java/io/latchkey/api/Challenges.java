package io.latchkey.api;

import io.latchkey.access.token.TokenFlaw;
import java.util.List;

/**
 * What a 401 says of the credentials that would be taken, in {@code WWW-Authenticate}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750</a>
 */
final class Challenges {

    static final String BAD_API_KEY =
            "Basic realm=\"Latchkey\", error=\"invalid_key\", error_description=\"The API Key is invalid\"";

    private static final String BASIC = "Basic realm=\"Latchkey\"";
    private static final String BEARER = "Bearer realm=\"Latchkey\"";

    private Challenges() {}

    /** Nothing was shown: every kind that is taken, and no error, since none was made. */
    static List<String> taken(boolean tokensAreOn) {
        return tokensAreOn ? List.of(BASIC, BEARER) : List.of(BASIC);
    }

    static String of(TokenFlaw flaw) {
        return BEARER + ", error=\"invalid_token\", error_description=\"" + flaw.detail() + "\"";
    }
}
