package io.latchkey.api;

import io.latchkey.key.Key;
import io.latchkey.key.Precondition;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
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

    /** A tag with a version in it; no other was ever made here. */
    private static final String VERSION = "\"(\\d{1,18})\"";

    /** Weak tags never match in If-Match. */
    private static final Pattern STRONG = Pattern.compile("(?<!W/)" + VERSION);

    private static final Pattern ANY = Pattern.compile(VERSION);

    private ETags() {}

    static EntityTag of(Key key) {
        return new EntityTag(String.valueOf(key.version()));
    }

    /**
     * A header without a tag in it, from a client that lost its own say, is a precondition that nothing fulfils.
     *
     * @param ifMatch the header's lines
     */
    static Precondition precondition(List<String> ifMatch) {
        return ifMatch.isEmpty() || isAny(ifMatch)
                ? Precondition.NONE
                : new Precondition(Optional.of(versions(STRONG, ifMatch)));
    }

    /**
     * Whether the caller has this version of the key already.
     *
     * @param ifNoneMatch the header's lines
     */
    static boolean isKnown(Key key, List<String> ifNoneMatch) {
        return isAny(ifNoneMatch) || versions(ANY, ifNoneMatch).contains(key.version());
    }

    private static boolean isAny(List<String> lines) {
        return lines.stream().map(String::strip).anyMatch("*"::equals);
    }

    private static Set<Long> versions(Pattern tag, List<String> lines) {
        return tag.matcher(String.join(",", lines))
                .results()
                .map((MatchResult found) -> Long.valueOf(found.group(1)))
                .collect(Collectors.toSet());
    }
}
