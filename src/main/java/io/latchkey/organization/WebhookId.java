package io.latchkey.organization;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Latchkey's own name for a webhook: {@code whk-} and 12 random lower-case letters and digits. */
public record WebhookId(String value) {

    private static final String PREFIX = "whk-";
    private static final int RANDOM_LENGTH = 12;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[a-z0-9]{" + RANDOM_LENGTH + "}");

    public static WebhookId random(RandomGenerator random) {
        var value = new StringBuilder(PREFIX);
        random.ints(RANDOM_LENGTH, 0, ALPHABET.length()).forEach(index -> value.append(ALPHABET.charAt(index)));
        return new WebhookId(value.toString());
    }

    /** The id that a text is, or nothing where no webhook can have it. */
    public static Optional<WebhookId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new WebhookId(text)) : Optional.empty();
    }
}
