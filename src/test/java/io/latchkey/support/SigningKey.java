package io.latchkey.support;

import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A real RSA key with an id, and what honest and dishonest people sign with it. */
public record SigningKey(String id, KeyPair pair) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    public static SigningKey fresh() {
        return fresh("key-" + UUID.randomUUID());
    }

    public static SigningKey fresh(String id) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public String sign(JwtClaimsBuilder claims) {
        return claims.jws().keyId(id).sign(pair.getPrivate());
    }

    /** Signs claims that no library would write. */
    public String signRaw(String payload) {
        var signed = part("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + id + "\"}") + "." + part(payload);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code alg: none}: anybody can write one. */
    public String leaveUnsigned(String payload) {
        return part("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + id + "\"}") + "." + part(payload) + ".";
    }

    /** HS256 with the public key, which everybody has, for a secret. */
    public String confuse(String payload, byte[] secret) {
        var signed = part("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + id + "\"}") + "." + part(payload);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The public half, as an issuer publishes it. */
    public String jwk() {
        var key = (RSAPublicKey) pair.getPublic();
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
                .formatted(id, number(key.getModulus()), number(key.getPublicExponent()));
    }

    public byte[] publicKeyPem() {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPublic().getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String part(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        var from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
