package io.latchkey.key;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name that a caller gives to one registration, so that asking for it twice does it once: 1 to 255 visible characters. */
public record IdempotencyKey(String value) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public static Optional<IdempotencyKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
    }
}
