package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemedyTest {

    private static final String VAULTS =
            "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/";
    private static final String GCP_KEY = "projects/acme-prod/locations/europe-west3/keyRings/ring/cryptoKeys/billing";
    private static final ProviderKey AWS =
            AwsKey.parse("arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private static final ProviderKey VAULT = azure("vault", "vaults");
    private static final ProviderKey HSM = azure("managedhsm", "managedHSMs");
    private static final ProviderKey GCP = GcpKey.parse(GCP_KEY);
    private static final ProviderKey VERSION = GcpKey.parse(GCP_KEY + "/cryptoKeyVersions/3");
    private static final List<ProviderKey> KEYS = List.of(AWS, VAULT, HSM, GCP, VERSION);

    private static ProviderKey azure(String host, String type) {
        return AzureKey.parse(
                "https://acme." + host + ".azure.net/keys/billing",
                VAULTS + type + "/acme",
                "00000000-0000-0000-0000-000000000000");
    }

    @Test
    void fitsTheKeyThatItIsFor() {
        assertThat(Remedy.of(Reason.ACCESS_DENIED, VAULT)).contains("Key Vault Crypto Service Encryption User");
        assertThat(Remedy.of(Reason.ACCESS_DENIED, HSM)).contains("--hsm-name").doesNotContain("access policy");
        assertThat(Remedy.of(Reason.KEY_DISABLED, GCP)).contains("primary version");
        assertThat(Remedy.of(Reason.KEY_DISABLED, VERSION))
                .contains("that key_id names")
                .doesNotContain("primary");
        assertThat(Remedy.of(Reason.NETWORK_BLOCKED, GCP)).contains("VPC Service Controls");
    }

    @ParameterizedTest
    @MethodSource
    void isASentenceOrTwoThatSayWhatToDo(Reason reason, ProviderKey key) {
        assertThat(Remedy.of(reason, key)).matches("[A-Z].*\\.").hasSizeBetween(15, 250);
        assertThat(reason.message()).matches("[A-Z][^.]*\\.").hasSizeLessThan(60);
    }

    static Stream<Arguments> isASentenceOrTwoThatSayWhatToDo() {
        return Arrays.stream(Reason.values()).flatMap(reason -> KEYS.stream().map(key -> Arguments.of(reason, key)));
    }
}
