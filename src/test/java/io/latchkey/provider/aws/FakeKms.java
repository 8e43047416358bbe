package io.latchkey.provider.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AWS KMS on loopback: the real protocol, real signatures, real cryptography. What a test has not made is not there. */
public final class FakeKms implements AutoCloseable {

    public static final String ACCESS_KEY_ID = "AKIDEXAMPLE";
    public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** One call: what was asked, of which key. */
    public record Call(String operation, JsonObject question, String host) {}

    /** An answer that a test wants in place of the right one. */
    public record Answer(int status, String contentType, String body) {
        static Answer error(int status, String type) {
            return new Answer(
                    status, "application/x-amz-json-1.1", "{\"__type\": \"" + type + "\", \"message\": \"x\"}");
        }
    }

    public final List<Call> calls = new CopyOnWriteArrayList<>();

    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> metadata = new ConcurrentHashMap<>();
    private final Map<String, Answer> instead = new ConcurrentHashMap<>();
    private final int port;
    private HttpServer server;
    private ExecutorService threads;

    public FakeKms(int port) {
        this.port = port;
    }

    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    public static String url(int port) {
        return "http://127.0.0.1:" + port;
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

    /** Changes what DescribeKey shows of a key. */
    public void change(String arn, String member, Object value) {
        metadata.get(arn).put(member, value);
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
    }

    private void answer(HttpExchange request) throws IOException {
        try (request) {
            var body = request.getRequestBody().readAllBytes();
            var answer = answer(request, body);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            request.getResponseHeaders().add("Content-Type", answer.contentType());
            request.getResponseHeaders()
                    .add("x-amzn-RequestId", UUID.randomUUID().toString());
            request.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            request.getResponseBody().write(bytes);
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
        if (instead.containsKey(operation)) {
            return instead.get(operation);
        }
        var arn = question.getString("KeyId");
        if (!keys.containsKey(arn)) {
            return Answer.error(400, "AccessDeniedException");
        }
        if (!operation.equals("DescribeKey")
                && !metadata.get(arn).getString("KeyState").equals("Enabled")) {
            return Answer.error(400, "DisabledException");
        }
        var context = context(question);
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

    private static Answer json(JsonObject body) {
        return new Answer(200, "application/x-amz-json-1.1", body.encode());
    }

    private static byte[] context(JsonObject question) {
        return new TreeMap<>(question.getJsonObject("EncryptionContext", new JsonObject())
                        .getMap())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
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
