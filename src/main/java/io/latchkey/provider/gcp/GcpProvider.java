package io.latchkey.provider.gcp;

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
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Proves that a key in Cloud KMS can be used: looks at it, has 32 random bytes encrypted and decrypted again, with our name for
 * the key as additional data. Inspects what else it may do with it. Nothing else is asked, and no other permission needed.
 */
@Singleton
public class GcpProvider implements KeyProvider {

    private static final int SECRET_BYTES = 32;
    private static final Pattern VERSION = Pattern.compile("/cryptoKeyVersions/[0-9]+$");
    private static final String ADDITIONAL_DATA = "additionalAuthenticatedData";

    private final CloudKms kms;
    private final SecureRandom random = new SecureRandom();

    GcpProvider(CloudKms kms) {
        this.kms = kms;
    }

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.GCP);
    }

    @Override
    public Uni<Verdict> probe(KeyId id, ProviderKey key) {
        return switch (key) {
            case GcpKey gcp -> probe(id, gcp).onFailure().recoverWithItem(ProbeEnded::verdict);
            case AwsKey _, AzureKey _ -> throw new IllegalArgumentException("not a key of Google's");
        };
    }

    @Override
    public Uni<Inspection> inspect(KeyId id, ProviderKey key) {
        return permissions(key, Permission.excessive());
    }

    @Override
    public Uni<Inspection> explain(KeyId id, ProviderKey key) {
        return permissions(key, Permission.needed());
    }

    private Uni<Inspection> permissions(ProviderKey key, List<Permission> asked) {
        return switch (key) {
            case GcpKey gcp -> kms.permissions(gcp, asked);
            case AwsKey _, AzureKey _ -> throw new IllegalArgumentException("not a key of Google's");
        };
    }

    private Uni<Verdict> probe(KeyId id, GcpKey key) {
        var context = (KeyId.CONTEXT + "=" + id.value()).getBytes(StandardCharsets.UTF_8);
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var toEncrypt = Checked.put(Checked.put(new JsonObject(), "plaintext", secret), ADDITIONAL_DATA, context);
        return kms.show(key).invoke(shown -> CryptoKey.check(shown, key)).chain(shown -> {
            var isExternal = CryptoKey.isExternal(shown);
            return kms.use(key, isExternal, key.keyId(), "encrypt", toEncrypt)
                    .map(answer -> toDecrypt(ciphertext(answer, key), context))
                    .chain(question -> kms.use(key, isExternal, key.canonical(), "decrypt", question))
                    .map(answer -> usable(answer, secret, key, CryptoKey.sighting(shown, key)));
        });
    }

    private static JsonObject toDecrypt(byte[] ciphertext, byte[] context) {
        return Checked.put(Checked.put(new JsonObject(), "ciphertext", ciphertext), ADDITIONAL_DATA, context);
    }

    private static Usable usable(JsonObject answer, byte[] secret, GcpKey key, Sighting sighting) {
        if (!MessageDigest.isEqual(Checked.get(answer, "plaintext"), secret)) {
            throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "decrypt does not give back what was encrypted");
        }
        return new Usable(key.location(), sighting);
    }

    private static byte[] ciphertext(JsonObject answer, GcpKey key) {
        var isOurs = answer.getValue("name") instanceof String version
                && (key.namesVersion()
                        ? CryptoKey.isSame(key.keyId(), version)
                        : CryptoKey.isSame(
                                key.canonical(), VERSION.matcher(version).replaceFirst("")));
        var isWhole = Boolean.TRUE.equals(answer.getValue("verifiedPlaintextCrc32c"))
                && Boolean.TRUE.equals(answer.getValue("verifiedAdditionalAuthenticatedDataCrc32c"));
        if (!isOurs || !isWhole) {
            throw ProbeEnded.unreachable(
                    Trouble.UNREADABLE_ANSWER, "encrypt used another version, or got other bytes than were sent");
        }
        return Checked.get(answer, "ciphertext");
    }
}
