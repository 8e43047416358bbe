package io.latchkey.provider.azure;

import static io.latchkey.provider.Verdicts.region;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AzureKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.support.Ports;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workload identity: a token file in place of a client secret. */
@QuarkusTest
@TestProfile(FederatedTokenTest.WithTokenFile.class)
class FederatedTokenTest {

    private static final int PORT = Ports.named("FederatedTokenTest");
    private static final Path FILE = Path.of("target", "federated-token-" + PORT);

    private final String tenant = UUID.randomUUID().toString();
    private final FakeAzure azure = new FakeAzure(PORT, tenant);

    @Inject
    AzureProvider provider;

    @BeforeEach
    void start() {
        azure.start();
        azure.put("acme.vault.azure.net", "billing");
    }

    @AfterEach
    void stop() throws IOException {
        azure.close();
        Files.deleteIfExists(FILE);
    }

    @Test
    void readsTheTokenFileEachTime() throws IOException {
        assertThat(probe())
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        nothing -> assertThat(nothing.trouble()).isEqualTo(Trouble.CREDENTIAL_MISSING));
        Files.writeString(FILE, "another.assertion\n");
        assertThat(probe())
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        refused -> assertThat(refused.trouble()).isEqualTo(Trouble.CREDENTIAL_REFUSED));
        Files.writeString(FILE, "an.assertion\n");
        assertThat(region(probe())).isEqualTo("westeurope");
    }

    private Verdict probe() {
        var key = AzureKey.parse(
                "https://acme.vault.azure.net/keys/billing",
                "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/acme",
                tenant);
        return provider.probe(new KeyId("cck-a1b2c3d4e5f6"), key).await().atMost(Duration.ofSeconds(20));
    }

    /** A service that has a token file. */
    public static final class WithTokenFile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.provider",
                    "cloud",
                    "latchkey.azure.endpoint",
                    FakeAzure.url(PORT),
                    "latchkey.azure.global.client-id",
                    FakeAzure.CLIENT_ID,
                    "latchkey.azure.global.federated-token-file",
                    FILE.toString(),
                    "quarkus.scheduler.enabled",
                    "false");
        }
    }
}
