package io.latchkey.provider.aws;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.Inspection;
import io.latchkey.key.KeyId;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Sighting;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.provider.KeyProvider;
import io.latchkey.provider.ProbeEnded;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Proves that a key in AWS KMS can be used: looks at it, has a data key made under it, and has that data key decrypted again.
 * Inspects what else its grant allows by dry runs. Nothing else is asked, and no other permission needed.
 */
@Singleton
public class AwsProvider implements KeyProvider {

    static final String DATA_KEY = "AES_256";

    private static final int DATA_KEY_BYTES = 32;

    private final AwsCredentials credentials;
    private final Kms kms;
    private final InstantSource clock;

    AwsProvider(AwsCredentials credentials, Kms kms, Clock clock) {
        this.credentials = credentials;
        this.kms = kms;
        this.clock = clock;
    }

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.AWS);
    }

    @Override
    public Uni<Verdict> probe(KeyId id, ProviderKey key) {
        return switch (key) {
            case AwsKey aws ->
                credentials
                        .of(aws.partition())
                        .chain(identity -> probe(id, aws, identity))
                        .onFailure()
                        .recoverWithItem(ProbeEnded::verdict);
            case AzureKey _, GcpKey _ -> throw new IllegalArgumentException("not a key of AWS");
        };
    }

    @Override
    public Uni<Inspection> inspect(KeyId id, ProviderKey key) {
        return switch (key) {
            case AwsKey aws -> credentials.of(aws.partition()).chain(identity -> inspect(id, aws, identity));
            case AzureKey _, GcpKey _ -> throw new IllegalArgumentException("not a key of AWS");
        };
    }

    private Uni<Verdict> probe(KeyId id, AwsKey key, AwsCredentialsIdentity identity) {
        // Our clock is right whenever KMS answers: it takes no signature that is five minutes off.
        return kms.ask(identity, key.region(), "DescribeKey", about(key))
                .map(answer -> KeyMetadata.check(answer, key, clock.instant()))
                .chain(sighting -> sealedDataKey(id, key, identity)
                        .chain(ciphertext -> kms.ask(
                                identity,
                                key.region(),
                                "Decrypt",
                                about(key).put("CiphertextBlob", ciphertext).put("EncryptionContext", context(id))))
                        .map(answer -> usable(answer, key, sighting)));
    }

    private Uni<String> sealedDataKey(KeyId id, AwsKey key, AwsCredentialsIdentity identity) {
        return kms.ask(
                        identity,
                        key.region(),
                        "GenerateDataKeyWithoutPlaintext",
                        about(key).put("KeySpec", DATA_KEY).put("EncryptionContext", context(id)))
                .map(answer -> ciphertext(answer, key));
    }

    /** A further use that KMS says nothing clear of does not keep the others from being told. */
    private Uni<Inspection> inspect(KeyId id, AwsKey key, AwsCredentialsIdentity identity) {
        return sealedDataKey(id, key, identity)
                .chain(ciphertext -> Multi.createFrom()
                        .items(FurtherUse.values())
                        .onItem()
                        .transformToUniAndConcatenate(use -> kms.wouldDo(
                                        identity, key.region(), use.name(), use.dryRun(key, context(id), ciphertext))
                                .map(permitted -> permitted.map(use::told).orElse(Inspection.NONE))
                                .onFailure()
                                .recoverWithItem(Inspection.NONE))
                        .collect()
                        .with(Collectors.reducing(Inspection.NONE, Inspection::and)));
    }

    private static JsonObject context(KeyId id) {
        return new JsonObject().put(KeyId.CONTEXT, id.value());
    }

    private static JsonObject about(AwsKey key) {
        return new JsonObject().put("KeyId", key.keyArn());
    }

    private static String ciphertext(JsonObject answer, AwsKey key) {
        if (!key.keyArn().equals(answer.getValue("KeyId"))
                || !(answer.getValue("CiphertextBlob") instanceof String blob)
                || blob.isEmpty()) {
            throw ProbeEnded.unreachable(
                    Trouble.UNREADABLE_ANSWER, "GenerateDataKeyWithoutPlaintext gives no data key under this key");
        }
        return blob;
    }

    private static Usable usable(JsonObject answer, AwsKey key, Sighting sighting) {
        if (!key.keyArn().equals(answer.getValue("KeyId")) || plaintextLength(answer) != DATA_KEY_BYTES) {
            throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "Decrypt does not give the data key back");
        }
        return new Usable(key.region(), sighting);
    }

    /** The data key is of no use to anybody; it is forgotten at once all the same. */
    private static int plaintextLength(JsonObject answer) {
        if (!(answer.getValue("Plaintext") instanceof String encoded)) {
            return 0;
        }
        try {
            var plaintext = Base64.getDecoder().decode(encoded);
            Arrays.fill(plaintext, (byte) 0);
            return plaintext.length;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
