package io.latchkey.key;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Latchkey's own name for a key, never given twice: {@code cck-} and 12 random lower-case letters and digits (62 bits). */
public record KeyId(String value) {

    /** What an id is called where it goes along with data that is encrypted, and stands in the owner's log of the cloud. */
    public static final String CONTEXT = "latchkey:key-id";

    private static final String PREFIX = "cck-";
    private static final int RANDOM_LENGTH = 12;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[a-z0-9]{" + RANDOM_LENGTH + "}");

    public static KeyId random(RandomGenerator random) {
        var value = new StringBuilder(PREFIX);
        random.ints(RANDOM_LENGTH, 0, ALPHABET.length()).forEach(index -> value.append(ALPHABET.charAt(index)));
        return new KeyId(value.toString());
    }

    /** The id that a text is, or nothing where no key can have it. */
    public static Optional<KeyId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new KeyId(text)) : Optional.empty();
    }
}
