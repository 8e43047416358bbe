package io.latchkey.key;

import java.util.Optional;
import java.util.regex.Pattern;

/** The platform's own name for something that is encrypted under a key: a cluster's id, say. */
public record ResourceId(String value) {

    /** What can stand in a path without being encoded. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@~-]{0,254}");

    /** The id that a text is, or nothing where no resource can have it. */
    public static Optional<ResourceId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ResourceId(text)) : Optional.empty();
    }
}
