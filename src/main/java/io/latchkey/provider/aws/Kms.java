package io.latchkey.provider.aws;

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
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Asks KMS one thing: the AWS JSON 1.1 protocol. */
@Singleton
class Kms {

    private final CloudClient client;
    private final KmsSignature signature;

    Kms(CloudClients clients, AwsSettings settings, Clock clock) {
        this.client =
                clients.to(Provider.AWS, settings.endpoint(), new AnswerRules(KmsError::passes, KmsError::isOfOneKey));
        this.signature = new KmsSignature(clock);
    }

    /** Fails with how the probe ends if KMS does not do it, and as {@link CloudClient#send}. */
    Uni<JsonObject> ask(AwsCredentialsIdentity identity, String region, String operation, JsonObject question) {
        return send(identity, region, operation, question).map(answer -> done(operation, answer));
    }

    /** Whether KMS would do what is only tried; empty if it does not say so clearly. Fails as {@link CloudClient#send}. */
    Uni<Optional<Boolean>> wouldDo(
            AwsCredentialsIdentity identity, String region, String operation, JsonObject dryRun) {
        return send(identity, region, operation, dryRun).map(KmsError::permits);
    }

    private Uni<CloudAnswer> send(
            AwsCredentialsIdentity identity, String region, String operation, JsonObject question) {
        var host = CloudHost.awsKms(region);
        var body = question.toBuffer();
        var headers = Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "TrentService." + operation);
        // Signed anew for each attempt would be better still; a signature is good for five minutes.
        var signed = signature.signed(identity, "kms", region, host.name(), headers, body);
        return client.send(CloudRequest.post(host, "/", signed, body));
    }

    private static JsonObject done(String operation, CloudAnswer answer) {
        if (!answer.isSuccess()) {
            throw KmsError.end(operation, answer);
        }
        return answer.json();
    }
}
