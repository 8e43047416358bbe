package io.latchkey.key;

import java.util.Optional;
import java.util.regex.Pattern;

/** What sort of thing is encrypted under a key, in the platform's words: {@code Cluster}, say. */
public record ResourceKind(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    public static Optional<ResourceKind> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ResourceKind(text)) : Optional.empty();
    }
}
