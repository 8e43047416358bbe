package io.latchkey.provider.azure;

import com.sun.net.httpserver.HttpExchange;
import io.latchkey.provider.LoopbackServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Azure on loopback: token endpoint and vaults, told apart by the host that is named; real tokens, RSA and OAEP. */
public final class FakeAzure implements AutoCloseable {

    public static final String CLIENT_ID = "5e7b1c3a-0000-4000-8000-00000000de50";
    public static final String SECRET = "a~client~secret";
    static final String MEANT_FOR = "X-Meant-For";

    public static final String VERSION = "78deebed173b48e48f55abf87ed4cf71";

    /** One call: the host that was named, method and path, and whether there was a token. */
    public record Call(String host, String what, boolean hadToken) {}

    /** An answer that a test wants in place of the right one. */
    public record Answer(int status, Map<String, String> headers, String body) {
        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }

        static Answer error(int status, String code, String inner) {
            var error = new JsonObject().put("code", code).put("message", "Caller is x; a message");
            if (!inner.isEmpty()) {
                error.put("innererror", new JsonObject().put("code", inner));
            }
            return of(status, new JsonObject().put("error", error).encode());
        }

        static Answer login(int code) {
            return of(
                    400,
                    new JsonObject()
                            .put("error", "invalid_request")
                            .put("error_description", "AADSTS" + code + ": a message")
                            .put("error_codes", new JsonArray().add(code))
                            .encode());
        }
    }

    /** A key in a vault. */
    public static final class Key {
        public volatile JsonObject attributes = new JsonObject().put("enabled", true);
        public volatile String type = "RSA";
        public volatile JsonArray operations = new JsonArray(List.of("encrypt", "decrypt", "wrapKey", "unwrapKey"));
        public volatile boolean granted = true;
        /** Another one is what a rotation makes; the key pair stays. */
        public volatile String version = VERSION;

        private final KeyPair pair = pair();

        private static KeyPair pair() {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    public final List<Call> calls = new CopyOnWriteArrayList<>();
    public volatile String vaultTenant;

    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Answer> instead = new ConcurrentHashMap<>();
    private final LoopbackServer server;

    public FakeAzure(int port, String vaultTenant) {
        this.server = new LoopbackServer(port, this::answer);
        this.vaultTenant = vaultTenant;
    }

    public static String url(int port) {
        return LoopbackServer.url(port);
    }

    public void start() {
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Makes a key that is enabled and granted, in the vault of that host. */
    public Key put(String host, String name) {
        var key = new Key();
        keys.put(host + "/keys/" + name, key);
        return key;
    }

    /** From now on answers a step so: {@code token}, {@code challenge}, {@code key}, {@code wrapkey}, {@code unwrapkey}. */
    public void insteadOf(String step, Answer answer) {
        instead.put(step, answer);
    }

    public void rightly() {
        instead.clear();
    }

    /** The vaults know none of the tokens any more that were given out. */
    public void forgetTokens() {
        tokens.clear();
    }

    private void answer(HttpExchange request) throws IOException {
        try (request) {
            var body = new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            // The vendor's client can't name another host than it connects to; the test's way there does it so.
            var host = Optional.ofNullable(request.getRequestHeaders().getFirst(MEANT_FOR))
                    .orElse(request.getRequestHeaders().getFirst("Host"));
            var token = request.getRequestHeaders().getFirst("Authorization");
            var path = request.getRequestURI().getPath();
            calls.add(new Call(host, request.getRequestMethod() + " " + path, token != null));
            var answer = host.startsWith("login.") ? login(path, form(body)) : vault(request, host, path, token, body);
            var headers = new HashMap<>(answer.headers());
            headers.put("Content-Type", "application/json; charset=utf-8");
            headers.put("x-ms-request-id", UUID.randomUUID().toString());
            LoopbackServer.reply(request, answer.status(), headers, answer.body());
        }
    }

    /** A token that the vaults of the tenant take. */
    String issue(String tenant, String scope) {
        var token = "token-" + UUID.randomUUID();
        tokens.put("Bearer " + token, tenant + " " + scope);
        return token;
    }

    private Answer login(String path, Map<String, String> form) {
        if (instead.containsKey("token")) {
            return instead.get("token");
        }
        if (!CLIENT_ID.equals(form.get("client_id"))
                || !(SECRET.equals(form.get("client_secret")) || "an.assertion".equals(form.get("client_assertion")))) {
            return Answer.login(7000215);
        }
        var token = issue(path.split("/")[1], form.get("scope"));
        return Answer.of(
                200,
                new JsonObject()
                        .put("token_type", "Bearer")
                        .put("expires_in", 3599)
                        .put("access_token", token)
                        .encode());
    }

    private Answer vault(HttpExchange request, String host, String path, String token, String body) {
        var suffix = host.substring(host.indexOf('.') + 1);
        if (token == null) {
            return instead.getOrDefault("challenge", challenge(suffix));
        }
        if (!(vaultTenant + " https://" + suffix + "/.default").equals(tokens.get(token))) {
            return Answer.error(401, "Unauthorized", "");
        }
        var steps = path.split("/");
        var operation = steps.length == 5 ? steps[4] : "key";
        if (instead.containsKey(operation)) {
            return instead.get(operation);
        }
        var key = keys.get(host + "/keys/" + steps[2]);
        if (key == null) {
            return Answer.error(404, "KeyNotFound", "");
        }
        if (!key.granted) {
            return Answer.error(403, "Forbidden", "ForbiddenByRbac");
        }
        var kid = "https://" + host + "/keys/" + steps[2] + "/" + key.version;
        if (operation.equals("key")) {
            return new Answer(
                    200,
                    Map.of("x-ms-keyvault-region", "westeurope"),
                    new JsonObject()
                            .put(
                                    "key",
                                    new JsonObject()
                                            .put("kid", kid)
                                            .put("kty", key.type)
                                            .put("key_ops", key.operations))
                            .put("attributes", key.attributes)
                            .encode());
        }
        var question = new JsonObject(body);
        if (!"RSA-OAEP-256".equals(question.getString("alg")) || !steps[3].equals(key.version)) {
            return Answer.error(400, "BadParameter", "");
        }
        if (operation.equals("unwrapkey") && !key.attributes.getBoolean("enabled")) {
            return Answer.error(403, "Forbidden", "KeyDisabled");
        }
        return Answer.of(
                200,
                new JsonObject()
                        .put("kid", kid)
                        .put("value", crypt(operation, key.pair, question.getString("value")))
                        .encode());
    }

    private Answer challenge(String suffix) {
        return new Answer(
                401,
                Map.of(
                        "WWW-Authenticate",
                        "Bearer authorization=\"https://login.windows.net/" + vaultTenant + "\", resource=\"https://"
                                + suffix + "\"",
                        "x-ms-keyvault-region",
                        "westeurope"),
                "{\"error\":{\"code\":\"Unauthorized\",\"message\":\"Request is missing a Bearer or PoP token.\"}}");
    }

    private static String crypt(String operation, KeyPair pair, String value) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            var oaep = new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
            if (operation.equals("wrapkey")) {
                cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic(), oaep);
            } else {
                cipher.init(Cipher.DECRYPT_MODE, pair.getPrivate(), oaep);
            }
            var result = cipher.doFinal(Base64.getUrlDecoder().decode(value));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(result);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
}
