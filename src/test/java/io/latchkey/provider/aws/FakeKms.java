package io.latchkey.provider.aws;

import com.sun.net.httpserver.HttpExchange;
import io.latchkey.provider.LoopbackServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AWS KMS on loopback: the real protocol, real signatures, real cryptography. What a test has not made is not there. */
public final class FakeKms implements AutoCloseable {

    public static final String ACCESS_KEY_ID = "AKIDEXAMPLE";
    public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static final String JSON = "application/x-amz-json-1.1";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** One call: what was asked, of which key. */
    public record Call(String operation, JsonObject question, String host) {}

    /** An answer that a test wants in place of the right one. */
    public record Answer(int status, String contentType, String body) {
        static Answer of(int status, String body) {
            return new Answer(status, JSON, body);
        }

        static Answer error(int status, String type) {
            return of(status, "{\"__type\": \"" + type + "\", \"message\": \"a message\"}");
        }
    }

    public final List<Call> calls = new CopyOnWriteArrayList<>();

    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> metadata = new ConcurrentHashMap<>();
    private final Map<String, Answer> instead = new ConcurrentHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final LoopbackServer server;
    private volatile boolean takesAny;
    private volatile Optional<String> sessionToken = Optional.empty();

    public FakeKms(int port) {
        this.server = new LoopbackServer(port, this::answer);
    }

    public void start() {
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }

    public static String url(int port) {
        return LoopbackServer.url(port);
    }

    /** Its credential is a passing one from now on, which has a token. */
    void takeOnlyWith(String token) {
        sessionToken = Optional.of(token);
    }

    /** Makes a key that is enabled and granted. */
    public void put(String arn) {
        try {
            keys.put(arn, KeyGenerator.getInstance("AES").generateKey());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        metadata.put(
                arn,
                new JsonObject()
                        .put("Arn", arn)
                        .put("KeyId", arn.substring(arn.indexOf('/') + 1))
                        .put("KeyManager", "CUSTOMER")
                        .put("KeyUsage", "ENCRYPT_DECRYPT")
                        .put("KeySpec", "SYMMETRIC_DEFAULT")
                        .put("KeyState", "Enabled")
                        .put("Enabled", true)
                        .put("Origin", "AWS_KMS"));
    }

    /** From now on there is every key that somebody asks about. */
    public void takeAny() {
        takesAny = true;
    }

    private synchronized void putIfMissing(String arn) {
        if (!keys.containsKey(arn)) {
            put(arn);
        }
    }

    /** Changes what DescribeKey shows of a key. */
    public void change(String arn, String member, Object value) {
        metadata.get(arn).put(member, value);
    }

    /** Makes this the key's material, as a rotation does. */
    public void rotate(String arn, String material) {
        change(arn, "CurrentKeyMaterialId", material);
    }

    /** The keys' policies deny an operation from now on, until {@link #rightly}. */
    public void deny(String operation) {
        denied.add(operation);
    }

    /** Takes the grant away; {@link #put} gives it back, with a new key. */
    public void remove(String arn) {
        keys.remove(arn);
    }

    /** From now on answers an operation so, until {@link #rightly}. */
    public void insteadOf(String operation, Answer answer) {
        instead.put(operation, answer);
    }

    public void rightly() {
        instead.clear();
        denied.clear();
    }

    private void answer(HttpExchange request) throws IOException {
        try (request) {
            var body = request.getRequestBody().readAllBytes();
            var answer = answer(request, body);
            LoopbackServer.reply(
                    request,
                    answer.status(),
                    Map.of(
                            "Content-Type",
                            answer.contentType(),
                            "x-amzn-RequestId",
                            UUID.randomUUID().toString()),
                    answer.body());
        }
    }

    private Answer answer(HttpExchange request, byte[] body) {
        var operation = Optional.ofNullable(request.getRequestHeaders().getFirst("X-Amz-Target"))
                .map(target -> target.replace("TrentService.", ""))
                .orElse("");
        var question = new JsonObject(new String(body, StandardCharsets.UTF_8));
        calls.add(new Call(operation, question, request.getRequestHeaders().getFirst("Host")));
        if (!SignatureCheck.isGood(request, body, ACCESS_KEY_ID, SECRET)) {
            return Answer.error(400, "InvalidSignatureException");
        }
        if (!sessionToken.equals(Optional.ofNullable(request.getRequestHeaders().getFirst("X-Amz-Security-Token")))) {
            return Answer.error(400, "UnrecognizedClientException");
        }
        if (instead.containsKey(operation)) {
            return instead.get(operation);
        }
        var arn = question.getString("KeyId", question.getString("SourceKeyId"));
        if (takesAny) {
            putIfMissing(arn);
        }
        if (!keys.containsKey(arn) || denied.contains(operation)) {
            return Answer.error(400, "AccessDeniedException");
        }
        if (!operation.equals("DescribeKey")
                && !metadata.get(arn).getString("KeyState").equals("Enabled")) {
            return Answer.error(400, "DisabledException");
        }
        var context = context(question.getJsonObject("EncryptionContext", new JsonObject()));
        if (question.getBoolean("DryRun", false)) {
            return dryRun(operation, question, arn);
        }
        return switch (operation) {
            case "DescribeKey" -> json(new JsonObject().put("KeyMetadata", metadata.get(arn)));
            case "GenerateDataKeyWithoutPlaintext" -> {
                var dataKey = new byte[32];
                new SecureRandom().nextBytes(dataKey);
                yield json(new JsonObject().put("KeyId", arn).put("CiphertextBlob", encrypted(arn, dataKey, context)));
            }
            case "Decrypt" ->
                decrypted(arn, Base64.getDecoder().decode(question.getString("CiphertextBlob")), context)
                        .map(plain -> json(new JsonObject()
                                .put("KeyId", arn)
                                .put("Plaintext", Base64.getEncoder().encodeToString(plain))
                                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")))
                        .orElseGet(() -> Answer.error(400, "InvalidCiphertextException"));
            default -> Answer.error(400, "UnknownOperationException");
        };
    }

    /** Looks at what it is given as if it did it. */
    private Answer dryRun(String operation, JsonObject question, String arn) {
        var isRight = switch (operation) {
            case "GenerateDataKey" -> "AES_256".equals(question.getString("KeySpec"));
            case "Encrypt" -> !question.getString("Plaintext", "").isEmpty();
            case "ReEncrypt" ->
                keys.containsKey(question.getString("DestinationKeyId"))
                        && decrypted(
                                        arn,
                                        Base64.getDecoder().decode(question.getString("CiphertextBlob")),
                                        context(question.getJsonObject("SourceEncryptionContext")))
                                .isPresent();
            case "CreateGrant" ->
                question.getString("GranteePrincipal", "").startsWith("arn:aws:iam::")
                        && !question.getJsonArray("Operations").isEmpty();
            default -> false;
        };
        return isRight ? Answer.error(412, "DryRunOperationException") : Answer.error(400, "ValidationException");
    }

    private static Answer json(JsonObject body) {
        return Answer.of(200, body.encode());
    }

    private static byte[] context(JsonObject pairs) {
        return new TreeMap<>(pairs.getMap()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private String encrypted(String arn, byte[] plain, byte[] context) {
        try {
            var iv = new byte[IV_BYTES];
            new SecureRandom().nextBytes(iv);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, keys.get(arn), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(context);
            var sealed = cipher.doFinal(plain);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(IV_BYTES + sealed.length)
                            .put(iv)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<byte[]> decrypted(String arn, byte[] blob, byte[] context) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, keys.get(arn), new GCMParameterSpec(TAG_BITS, blob, 0, IV_BYTES));
            cipher.updateAAD(context);
            return Optional.of(cipher.doFinal(blob, IV_BYTES, blob.length - IV_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
