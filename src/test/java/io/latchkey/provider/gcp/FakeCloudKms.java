package io.latchkey.provider.gcp;

import com.sun.net.httpserver.HttpExchange;
import io.latchkey.provider.LoopbackServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Cloud KMS and its token endpoint on loopback: real signatures on the way to a token, real AES, real checksums. */
public final class FakeCloudKms implements AutoCloseable {

    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** One call: the host that was named, method and path. */
    public record Call(String host, String what) {}

    /** An answer that a test wants in place of the right one. */
    public record Answer(int status, String body) {
        static Answer error(int status, String name, String reason, String consumer) {
            var error = new JsonObject()
                    .put("code", status)
                    .put("message", "a message")
                    .put("status", name);
            if (!reason.isEmpty()) {
                error.put(
                        "details",
                        new JsonArray()
                                .add(new JsonObject().put("@type", "type.googleapis.com/google.rpc.Help"))
                                .add(new JsonObject()
                                        .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                                        .put("reason", reason)
                                        .put("domain", "googleapis.com")
                                        .put("metadata", new JsonObject().put("consumer", consumer))));
            }
            return new Answer(status, new JsonObject().put("error", error).encode());
        }
    }

    public final List<Call> calls = new CopyOnWriteArrayList<>();

    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> shown = new ConcurrentHashMap<>();
    /** What {@link #put} grants on a key; what more there is to grant, a test adds. */
    private final Map<String, Set<String>> granted = new ConcurrentHashMap<>();

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, Answer> instead = new ConcurrentHashMap<>();
    private final LoopbackServer server;
    private final PublicKey account;

    public FakeCloudKms(int port) {
        this.server = new LoopbackServer(port, this::answer);
        this.account = ServiceAccount.of(port).key();
    }

    public static String url(int port) {
        return LoopbackServer.url(port);
    }

    /** Where the credential is that it takes: a service account's. */
    public static Path credentials(int port) {
        return ServiceAccount.of(port).file().toAbsolutePath();
    }

    public void start() {
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Makes a key, whose first version is primary, enabled and granted. */
    public void put(String name) {
        try {
            keys.put(name, KeyGenerator.getInstance("AES").generateKey());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        granted.put(
                name,
                new HashSet<>(Set.of(
                        "cloudkms.cryptoKeys.get",
                        "cloudkms.cryptoKeyVersions.useToEncrypt",
                        "cloudkms.cryptoKeyVersions.useToDecrypt")));
        shown.put(
                name,
                new JsonObject()
                        .put("name", name)
                        .put("purpose", "ENCRYPT_DECRYPT")
                        .put(
                                "primary",
                                new JsonObject()
                                        .put("name", version(name))
                                        .put("state", "ENABLED")
                                        .put("protectionLevel", "SOFTWARE")
                                        .put("createTime", "2026-01-02T03:04:05.678901234Z"))
                        .put("versionTemplate", new JsonObject().put("protectionLevel", "SOFTWARE")));
    }

    /** The permissions on a key. */
    public Set<String> granted(String name) {
        return granted.get(name);
    }

    /** Makes another version the primary one, as a rotation does. */
    public void rotate(String name, int number, String createTime) {
        shown.get(name)
                .put(
                        "primary",
                        new JsonObject()
                                .put("name", name + "/cryptoKeyVersions/" + number)
                                .put("state", "ENABLED")
                                .put("protectionLevel", "HSM")
                                .put("createTime", createTime));
    }

    public JsonObject shown(String name) {
        return shown.get(name);
    }

    static String version(String name) {
        return name + "/cryptoKeyVersions/1";
    }

    /** From now on answers a step so: {@code token}, {@code GET}, {@code encrypt}, {@code decrypt}. */
    public void insteadOf(String step, Answer answer) {
        instead.put(step, answer);
    }

    public void rightly() {
        instead.clear();
    }

    /** Takes none of the tokens any more that were given out. */
    public void forgetTokens() {
        tokens.clear();
    }

    private void answer(HttpExchange request) throws IOException {
        try (request) {
            var body = new String(body(request).readAllBytes(), StandardCharsets.UTF_8);
            var path = request.getRequestURI().getPath();
            calls.add(new Call(request.getRequestHeaders().getFirst("Host"), request.getRequestMethod() + " " + path));
            var answer = path.equals("/token") ? token(body) : kms(request, path, body);
            LoopbackServer.reply(
                    request, answer.status(), Map.of("Content-Type", "application/json; charset=UTF-8"), answer.body());
        }
    }

    private static InputStream body(HttpExchange request) throws IOException {
        return "gzip".equals(request.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(request.getRequestBody())
                : request.getRequestBody();
    }

    /** A token that it takes. */
    String issue() {
        var token = "ya29." + UUID.randomUUID();
        tokens.add("Bearer " + token);
        return token;
    }

    private Answer token(String body) {
        if (instead.containsKey("token")) {
            return instead.get("token");
        }
        var assertion = URLDecoder.decode(body, StandardCharsets.UTF_8).replaceFirst(".*assertion=([^&]*).*", "$1");
        if (!isSigned(assertion)) {
            return new Answer(400, "{\"error\": \"invalid_grant\", \"error_description\": \"a message\"}");
        }
        var token = issue();
        return new Answer(
                200,
                new JsonObject()
                        .put("access_token", token)
                        .put("expires_in", 3599)
                        .put("token_type", "Bearer")
                        .encode());
    }

    /** Whether the account has signed for a token of Cloud KMS, now. */
    private boolean isSigned(String assertion) {
        var parts = assertion.split("\\.");
        var claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        var now = System.currentTimeMillis() / 1_000;
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(account);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && claims.getString("iss").equals(ServiceAccount.EMAIL)
                    && claims.getString("aud").equals("https://oauth2.googleapis.com/token")
                    && claims.getString("scope").contains("/auth/cloudkms")
                    && claims.getLong("exp") > now;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Answer kms(HttpExchange request, String path, String body) {
        if (!tokens.contains(String.valueOf(request.getRequestHeaders().getFirst("Authorization")))) {
            return Answer.error(401, "UNAUTHENTICATED", "ACCESS_TOKEN_EXPIRED", "");
        }
        var split = path.substring("/v1/".length()).split(":");
        var step = split.length == 1 ? "GET" : split[1];
        if (instead.containsKey(step)) {
            return instead.get(step);
        }
        var name = split[0].replaceFirst("/cryptoKeyVersions/.*", "");
        if (step.equals("testIamPermissions")) {
            return permissions(name, new JsonObject(body).getJsonArray("permissions"));
        }
        if (!keys.containsKey(name)) {
            return Answer.error(403, "PERMISSION_DENIED", "IAM_PERMISSION_DENIED", "");
        }
        return switch (step) {
            case "GET" ->
                split[0].equals(name)
                        ? new Answer(200, shown.get(name).encode())
                        // cryptoKeyVersions.get is not granted to anybody.
                        : Answer.error(403, "PERMISSION_DENIED", "IAM_PERMISSION_DENIED", "");
            case "encrypt" -> encrypt(name, new JsonObject(body));
            case "decrypt" ->
                split[0].equals(name) ? decrypt(name, new JsonObject(body)) : Answer.error(404, "NOT_FOUND", "", "");
            default -> Answer.error(404, "NOT_FOUND", "", "");
        };
    }

    /** No member at all if none is held; nor is it an error if there is no such key. */
    private Answer permissions(String name, JsonArray asked) {
        var held = new JsonArray(asked.stream()
                .filter(granted.getOrDefault(name, Set.of())::contains)
                .toList());
        return new Answer(
                200,
                held.isEmpty()
                        ? "{}"
                        : new JsonObject().put("permissions", held).encode());
    }

    private Answer encrypt(String name, JsonObject question) {
        if (!isWhole(question, "plaintext") || !isWhole(question, "additionalAuthenticatedData")) {
            return Answer.error(400, "INVALID_ARGUMENT", "", "");
        }
        var ciphertext = crypt(Cipher.ENCRYPT_MODE, name, bytes(question, "plaintext"), question);
        return new Answer(
                200,
                new JsonObject()
                        .put("name", version(name))
                        .put("ciphertext", Base64.getEncoder().encodeToString(ciphertext))
                        .put("ciphertextCrc32c", checksum(ciphertext))
                        .put("verifiedPlaintextCrc32c", true)
                        .put("verifiedAdditionalAuthenticatedDataCrc32c", true)
                        .put("protectionLevel", "SOFTWARE")
                        .encode());
    }

    private Answer decrypt(String name, JsonObject question) {
        if (!isWhole(question, "ciphertext") || !isWhole(question, "additionalAuthenticatedData")) {
            return Answer.error(400, "INVALID_ARGUMENT", "", "");
        }
        var plaintext = crypt(Cipher.DECRYPT_MODE, name, bytes(question, "ciphertext"), question);
        return new Answer(
                200,
                new JsonObject()
                        .put("plaintext", Base64.getEncoder().encodeToString(plaintext))
                        .put("plaintextCrc32c", checksum(plaintext))
                        .put("usedPrimary", true)
                        .encode());
    }

    private byte[] crypt(int mode, String name, byte[] input, JsonObject question) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var iv = new byte[IV_BYTES];
            if (mode == Cipher.ENCRYPT_MODE) {
                new SecureRandom().nextBytes(iv);
            } else {
                System.arraycopy(input, 0, iv, 0, IV_BYTES);
            }
            cipher.init(mode, keys.get(name), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(bytes(question, "additionalAuthenticatedData"));
            if (mode == Cipher.DECRYPT_MODE) {
                return cipher.doFinal(input, IV_BYTES, input.length - IV_BYTES);
            }
            var sealed = cipher.doFinal(input);
            return ByteBuffer.allocate(IV_BYTES + sealed.length)
                    .put(iv)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isWhole(JsonObject question, String name) {
        return checksum(bytes(question, name)).equals(question.getString(name + "Crc32c"));
    }

    private static byte[] bytes(JsonObject question, String name) {
        // Google takes both kinds of Base64.
        return Base64.getDecoder()
                .decode(question.getString(name).replace('-', '+').replace('_', '/'));
    }

    private static String checksum(byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return String.valueOf(checksum.getValue());
    }
}
