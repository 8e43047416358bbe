package io.latchkey.api;

import io.latchkey.key.Key;
import io.latchkey.key.Precondition;
import jakarta.ws.rs.core.EntityTag;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key's version on the wire.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests">RFC 9110, conditional requests</a>
 */
final class ETags {

    /** A strong tag with a version in it. Weak ones never match in If-Match, and no other tag was ever made here. */
    private static final Pattern VERSION = Pattern.compile("(?<!W/)\"(\\d{1,18})\"");

    private ETags() {}

    static EntityTag of(Key key) {
        return new EntityTag(String.valueOf(key.version()));
    }

    /**
     * @param ifMatch the header, or null where there is none
     */
    static Precondition precondition(String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return Precondition.NONE;
        }
        Set<Long> versions = VERSION.matcher(ifMatch)
                .results()
                .map((MatchResult tag) -> Long.valueOf(tag.group(1)))
                .collect(Collectors.toSet());
        return new Precondition(Optional.of(versions));
    }
}
