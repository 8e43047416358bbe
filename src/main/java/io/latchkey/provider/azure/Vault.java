package io.latchkey.provider.azure;

import io.latchkey.key.AzureKey;
import io.latchkey.key.Trouble;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.outbound.CloudClient;
import io.latchkey.outbound.CloudHost;
import io.latchkey.outbound.CloudRequest;
import io.latchkey.provider.ProbeEnded;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Asks the vault of one key. */
final class Vault {

    private static final String VERSION = "?api-version=7.4";

    private final CloudClient client;
    private final CloudHost host;
    private final String path;

    Vault(CloudClient client, AzureKey key) {
        this.client = client;
        this.host = CloudHost.azureVault(key.host(), key.vaultName());
        this.path = "/keys/" + key.keyName();
    }

    /** Asks without a token, which no vault answers with more than a challenge. */
    Uni<CloudAnswer> challenge() {
        return client.send(CloudRequest.get(host, path + VERSION, Map.of("Accept", "application/json")));
    }

    Uni<CloudAnswer> show(String token) {
        return client.send(CloudRequest.get(host, path + VERSION, headers(token)));
    }

    /**
     * Wraps or unwraps.
     *
     * @param operation {@code wrapkey} or {@code unwrapkey}
     * @param value Base64 for URLs, as the answer is
     */
    Uni<String> use(String token, String operation, VaultKey key, String value) {
        var body = new JsonObject().put("alg", key.algorithm()).put("value", value);
        return client.send(CloudRequest.post(
                        host, path + "/" + key.version() + "/" + operation + VERSION, headers(token), body.toBuffer()))
                .map(answer -> {
                    if (!answer.isSuccess()) {
                        throw VaultError.end(operation, answer);
                    }
                    if (answer.json().getValue("value") instanceof String result && !result.isEmpty()) {
                        return result;
                    }
                    throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, operation + " gives no value");
                });
    }

    private static Map<String, String> headers(String token) {
        return Map.of(
                "Authorization", "Bearer " + token,
                "Accept", "application/json",
                "Content-Type", "application/json");
    }
}
