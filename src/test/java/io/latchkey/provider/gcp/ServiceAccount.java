package io.latchkey.provider.gcp;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** A service account with a real key, whose tokens come from a fake's endpoint. */
record ServiceAccount(Path file, Path publicKey) {

    static final String EMAIL = "latchkey@platform.iam.gserviceaccount.com";

    /** The one of a port: a test's profile and the test itself are loaded apart from each other, and must agree. */
    static synchronized ServiceAccount of(int port) {
        var account = new ServiceAccount(
                Path.of("target", "service-account-" + port + ".json"),
                Path.of("target", "service-account-" + port + ".pub"));
        if (!Files.exists(account.file)) {
            account.make(port);
        }
        return account;
    }

    PublicKey key() {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Files.readAllBytes(publicKey)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(int port) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            Files.write(publicKey, pair.getPublic().getEncoded());
            Files.writeString(
                    file,
                    new JsonObject()
                            .put("type", "service_account")
                            .put("project_id", "platform")
                            .put("private_key_id", "1")
                            .put("private_key", pem)
                            .put("client_email", EMAIL)
                            .put("client_id", "1")
                            .put("token_uri", FakeCloudKms.url(port) + "/token")
                            .encode());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
