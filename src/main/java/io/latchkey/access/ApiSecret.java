package io.latchkey.access;

import io.latchkey.store.SecretHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The secret of an API key. Secrets are random and long, so a plain hash is enough to keep them: there is no dictionary to
 * try.
 *
 * <p>Those made here look like {@code latchkey_}, 40 random letters and digits (238 bits), 6 letters and digits of checksum:
 * scanners know them by their beginning, and a slip of the pen shows before the database is asked.
 */
public record ApiSecret(String value) {

    /** In characters: 32 of any alphabet with 32 letters hold at least 160 random bits. */
    public static final int MIN_LENGTH = 32;

    private static final String PREFIX = "latchkey_";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 40;
    private static final int CHECKSUM_LENGTH = 6;

    static ApiSecret random(RandomGenerator random) {
        var body = new StringBuilder();
        random.ints(RANDOM_LENGTH, 0, ALPHABET.length()).forEach(index -> body.append(ALPHABET.charAt(index)));
        return new ApiSecret(PREFIX + body + checksum(body.toString()));
    }

    /** Whether it looks like one that was made here, but was not. */
    boolean isMistyped() {
        if (!value.startsWith(PREFIX)) {
            return false;
        }
        var end = value.length() - CHECKSUM_LENGTH;
        return value.length() != PREFIX.length() + RANDOM_LENGTH + CHECKSUM_LENGTH
                || !checksum(value.substring(PREFIX.length(), end)).equals(value.substring(end));
    }

    /** What is stored in its place. */
    public SecretHash hash() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return new SecretHash(sha256.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        var checksum = new StringBuilder();
        for (var rest = crc.getValue(); checksum.length() < CHECKSUM_LENGTH; rest /= ALPHABET.length()) {
            checksum.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
        }
        return checksum.toString();
    }

    @Override
    public String toString() {
        return "***";
    }
}
