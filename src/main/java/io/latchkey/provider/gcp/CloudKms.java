package io.latchkey.provider.gcp;

import io.latchkey.key.GcpKey;
import io.latchkey.key.Inspection;
import io.latchkey.key.Provider;
import io.latchkey.outbound.AnswerRules;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.outbound.CloudClient;
import io.latchkey.outbound.CloudClients;
import io.latchkey.outbound.CloudHost;
import io.latchkey.outbound.CloudRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Asks Cloud KMS one thing. */
@Singleton
class CloudKms {

    private static final int UNAUTHORIZED = 401;

    private final CloudClient client;
    private final GcpTokens tokens;

    CloudKms(CloudClients clients, GcpSettings settings, GcpTokens tokens) {
        this.client = clients.to(Provider.GCP, settings.endpoint(), AnswerRules.PLAIN);
        this.tokens = tokens;
    }

    Uni<JsonObject> show(GcpKey key) {
        return ask(
                "GET key",
                key,
                false,
                token -> CloudRequest.get(CloudHost.GOOGLE_KMS, "/v1/" + key.canonical(), headers(token)));
    }

    /**
     * Encrypts or decrypts.
     *
     * @param name the key, or one version of it
     * @param isExternal whether the key material is outside Google, and can be away
     */
    Uni<JsonObject> use(GcpKey key, boolean isExternal, String name, String operation, JsonObject question) {
        var path = "/v1/" + name + ":" + operation;
        return ask(
                operation,
                key,
                key.namesVersion() && !isExternal,
                token -> CloudRequest.post(CloudHost.GOOGLE_KMS, path, headers(token), question.toBuffer()));
    }

    /** Which of some permissions on the key we hold; needs none. A key that is not there gives none, and no error. */
    Uni<Inspection> permissions(GcpKey key, List<Permission> asked) {
        var path = "/v1/" + key.canonical() + ":testIamPermissions";
        var question = Permission.question(asked).toBuffer();
        return ask(
                        "testIamPermissions",
                        key,
                        false,
                        token -> CloudRequest.post(CloudHost.GOOGLE_KMS, path, headers(token), question))
                .map(answer -> Permission.told(asked, answer));
    }

    /** Asks with another token if the first is not taken. */
    private Uni<JsonObject> ask(
            String operation, GcpKey key, boolean speaksOfVersion, Function<String, CloudRequest> request) {
        return tokens.present()
                .chain(token -> client.send(request.apply(token))
                        .chain(answer -> answer.status() == UNAUTHORIZED
                                ? tokens.another(token).chain(other -> client.send(request.apply(other)))
                                : Uni.createFrom().item(answer)))
                .map(answer -> done(operation, key, speaksOfVersion, answer));
    }

    private static JsonObject done(String operation, GcpKey key, boolean speaksOfVersion, CloudAnswer answer) {
        if (!answer.isSuccess()) {
            throw CloudKmsError.end(operation, key, speaksOfVersion, answer);
        }
        return answer.json();
    }

    private static Map<String, String> headers(String token) {
        return Map.of(
                "Authorization", "Bearer " + token,
                "Accept", "application/json",
                "Content-Type", "application/json");
    }
}
