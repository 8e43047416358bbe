package io.latchkey.access;

import io.latchkey.store.SecretHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The secret of an API key. Secrets are random and long, so a plain hash is enough to keep them: there is no dictionary to
 * try.
 */
public record ApiSecret(String value) {

    /** In characters: 32 of any alphabet with 32 letters hold at least 160 random bits. */
    public static final int MIN_LENGTH = 32;

    /** What is stored in its place. */
    public SecretHash hash() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return new SecretHash(sha256.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
