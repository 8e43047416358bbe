package io.latchkey.provider.azure;

import static io.latchkey.provider.Verdicts.reason;
import static io.latchkey.provider.Verdicts.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AzureKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.outbound.SomeNamesGone;
import io.latchkey.support.Ports;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vault whose name is gone from DNS is gone, unless it is our DNS that fails, or one of Azure's other clouds. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class VaultGoneTest {

    private static final int PORT = Ports.named("VaultGoneTest");
    private static final String VAULT = "acme.vault.azure.net";
    private static final String LOGIN = "login.microsoftonline.com";

    private final String tenant = UUID.randomUUID().toString();
    private final FakeAzure azure = new FakeAzure(PORT, tenant);
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final SomeNamesGone way = new SomeNamesGone(FakeAzure.url(PORT), host -> gone.contains(host.name()));

    private final AzureProvider provider = new AzureProvider(way.client(), settings(), Clock.systemUTC());

    @BeforeEach
    void start() {
        azure.start();
        azure.put(VAULT, "billing");
    }

    @AfterEach
    void stop() {
        way.close();
        azure.close();
    }

    @Test
    void saysThatAVaultIsGoneOnlyAfterTheRestOfAzureHasAnsweredJustNow() {
        assertThat(probe("vault.azure.net")).isInstanceOf(Usable.class);
        gone.add(VAULT);
        for (var hearing = 0; hearing < 3; hearing++) {
            azure.calls.clear();
            assertThat(reason(probe("vault.azure.net"))).isEqualTo(Reason.VAULT_NOT_FOUND);
            assertThat(azure.calls).extracting(FakeAzure.Call::host).containsExactly(LOGIN);
        }
    }

    @Test
    void learnsNothingFromADnsThatKnowsNoNameAtAll() {
        assertThat(probe("vault.azure.net")).as("a token is kept").isInstanceOf(Usable.class);
        gone.addAll(Set.of(VAULT, LOGIN));
        assertThat(trouble(probe("vault.azure.net"))).isEqualTo(Trouble.NAME_NOT_RESOLVED);
    }

    @Test
    void showsNoCredentialToACloudThatItIsNotFor() {
        gone.add("acme.vault.azure.cn");
        assertThat(trouble(probe("vault.azure.cn"))).isEqualTo(Trouble.CREDENTIAL_MISSING);
        azure.put("acme.vault.usgovcloudapi.net", "billing");
        assertThat(trouble(probe("vault.usgovcloudapi.net"))).isEqualTo(Trouble.CREDENTIAL_MISSING);
        assertThat(azure.calls).noneMatch(call -> call.host().startsWith("login."));
    }

    private Verdict probe(String suffix) {
        var key = AzureKey.parse(
                "https://acme." + suffix + "/keys/billing",
                "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/acme",
                tenant);
        return provider.probe(new KeyId("cck-a1b2c3d4e5f6"), key).await().atMost(Duration.ofSeconds(20));
    }

    private static AzureSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(AzureSettings.class)
                .withDefaultValue("latchkey.azure.global.client-id", FakeAzure.CLIENT_ID)
                .withDefaultValue("latchkey.azure.global.client-secret", FakeAzure.SECRET)
                .build()
                .getConfigMapping(AzureSettings.class);
    }
}
