package io.latchkey.store;

import java.security.MessageDigest;
import java.util.Arrays;

/** The SHA-256 of a secret: all of it that is ever stored. */
public final class SecretHash {

    private final byte[] sha256;

    /**
     * @param sha256 32 bytes
     */
    public SecretHash(byte[] sha256) {
        this.sha256 = sha256.clone();
    }

    byte[] bytes() {
        return sha256.clone();
    }

    /** Takes the same time whether the two are alike, nearly alike or not at all. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash hash && MessageDigest.isEqual(sha256, hash.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return "***";
    }
}
