package io.latchkey.provider.azure;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.outbound.AnswerRules;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.outbound.CloudClient;
import io.latchkey.outbound.CloudClients;
import io.latchkey.outbound.CloudTrouble;
import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.provider.KeyProvider;
import io.latchkey.provider.ProbeEnded;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * Proves that a key in an Azure vault can be used: learns whose vault it is, looks at the key, wraps 32 random bytes and
 * unwraps them again. Both halves are needed: a key that has expired still unwraps, a disabled one still wraps.
 */
@Singleton
public class AzureProvider implements KeyProvider {

    private static final int UNAUTHORIZED = 401;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SECRET_BYTES = 32;

    /** A managed HSM need not say where it is. */
    private static final String SOMEWHERE = "unknown";

    private final CloudClient client;
    private final AzureTokens tokens;
    private final SecureRandom random = new SecureRandom();

    @Inject
    AzureProvider(CloudClients clients, AzureSettings settings, Clock clock) {
        this(
                clients.to(
                        Provider.AZURE,
                        settings.endpoint(),
                        new AnswerRules(answer -> answer.status() == REQUEST_TIMEOUT, _ -> false)),
                settings,
                clock);
    }

    AzureProvider(CloudClient client, AzureSettings settings, Clock clock) {
        this.client = client;
        this.tokens = new AzureTokens(client, settings, clock);
    }

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.AZURE);
    }

    @Override
    public Uni<Verdict> probe(KeyId id, ProviderKey key) {
        return switch (key) {
            case AzureKey azure -> probe(azure).onFailure().recoverWithItem(ProbeEnded::verdict);
            case AwsKey _, GcpKey _ -> throw new IllegalArgumentException("not a key of Azure");
        };
    }

    private Uni<Verdict> probe(AzureKey key) {
        var vault = new Vault(client, key);
        var tenant = key.tenantId().toLowerCase(Locale.ROOT);
        return Uni.createFrom()
                .deferred(vault::challenge)
                .onFailure(AzureProvider::isNameUnknown)
                .recoverWithUni(() -> vaultIsGone(key, tenant))
                .map(Challenge::read)
                .invoke(challenge -> requireSame(tenant, challenge))
                .chain(challenge -> shown(vault, key, tenant).chain(shown -> {
                    var present = VaultKey.read(shown, key);
                    var region = Challenge.region(shown).or(challenge::region).orElse(SOMEWHERE);
                    return used(vault, key, tenant, present).replaceWith(new Usable(region, present.sighting()));
                }));
    }

    private static boolean isNameUnknown(Throwable failure) {
        return failure instanceof CloudTrouble trouble && trouble.kind() == Kind.NAME_UNKNOWN;
    }

    /** A name that DNS does not know is the vault's fault only if the rest of Azure is reached, now and by its name. */
    private Uni<CloudAnswer> vaultIsGone(AzureKey key, String tenant) {
        return tokens.fresh(tenant, key.host()).map(_ -> {
            throw ProbeEnded.refused(Reason.VAULT_NOT_FOUND, "DNS does not know the vault's name");
        });
    }

    private static void requireSame(String tenant, Challenge challenge) {
        if (!challenge.tenant().equals(tenant)) {
            throw ProbeEnded.refused(Reason.TENANT_MISMATCH, "the vault's tenant is another than the key's");
        }
    }

    /** Asks with a fresh token if the one that was kept is not taken. */
    private Uni<CloudAnswer> shown(Vault vault, AzureKey key, String tenant) {
        return shownOnce(vault, key, tenant)
                .chain(answer -> {
                    if (answer.status() != UNAUTHORIZED) {
                        return Uni.createFrom().item(answer);
                    }
                    tokens.forget(tenant, key.host());
                    return shownOnce(vault, key, tenant);
                })
                .invoke(answer -> {
                    if (!answer.isSuccess()) {
                        throw VaultError.end("GET key", answer);
                    }
                });
    }

    private Uni<CloudAnswer> shownOnce(Vault vault, AzureKey key, String tenant) {
        return tokens.of(tenant, key.host()).chain(vault::show);
    }

    private Uni<Void> used(Vault vault, AzureKey key, String tenant, VaultKey present) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return tokens.of(tenant, key.host())
                .chain(token -> vault.use(token, "wrapkey", present, value)
                        .chain(wrapped -> vault.use(token, "unwrapkey", present, wrapped)))
                .invoke(unwrapped -> {
                    if (!unwrapped.equals(value)) {
                        throw ProbeEnded.unreachable(
                                Trouble.UNREADABLE_ANSWER, "unwrapkey does not give back what was wrapped");
                    }
                })
                .replaceWithVoid();
    }
}
