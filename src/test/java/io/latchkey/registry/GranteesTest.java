package io.latchkey.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AwsPartition;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Provider;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GranteesTest {

    private static final UUID ACME = UUID.fromString("5f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0");
    private static final OrganizationId ORGANIZATION = new OrganizationId(ACME);
    private static final KeyId ID = new KeyId("cck-a1b2c3d4e5f6");
    private static final AwsKey AWS =
            AwsKey.parse("arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");

    private record Templates(
            Optional<List<String>> awsRoles,
            Optional<String> azureApplicationId,
            Optional<String> azureChinaApplicationId,
            Optional<String> azureUsGovernmentApplicationId,
            Optional<String> gcpSecurityGroup)
            implements GranteeSettings {}

    private static Grantees grantees(String role, String application, Optional<String> chinese, String group) {
        return new Grantees(new Templates(
                Optional.of(List.of(role, "arn:{partition}:iam::1:role/all")),
                Optional.of(application),
                chinese,
                Optional.empty(),
                Optional.of(group)));
    }

    @Test
    void leavesOnlyTheKeyOpenAndSaysWhere() {
        var grantees = grantees(
                "arn:{partition}:iam::1:role/{organization}/{key}",
                "app",
                Optional.of("{key}-cn"),
                "{organization}@example.com");
        var expected = grantees.expected(ORGANIZATION);
        assertThat(expected.awsRoles()).containsOnlyKeys(AwsPartition.values());
        assertThat(expected.awsRoles().get(AwsPartition.CHINA))
                .containsExactly("arn:aws-cn:iam::1:role/" + ACME + "/{key}", "arn:aws-cn:iam::1:role/all");
        assertThat(expected.azureApplicationId()).isEqualTo("app");
        assertThat(expected.azureChinaApplicationId()).contains("{key}-cn");
        assertThat(expected.azureUsGovernmentApplicationId()).isEmpty();
        assertThat(expected.gcpSecurityGroup()).isEqualTo(ACME + "@example.com");
        assertThat(expected.namedAfterKey()).containsExactly(Provider.AWS, Provider.AZURE);
    }

    @Test
    void isWhatTheNextKeyGets() {
        var grantees = grantees("arn:{partition}:iam::1:role/{organization}", "app", Optional.of("app-cn"), "group");
        var expected = grantees.expected(ORGANIZATION);
        assertThat(expected.namedAfterKey()).isEmpty();
        assertThat(grantees.of(AWS, ORGANIZATION, ID))
                .isEqualTo(expected.awsRoles().get(AwsPartition.EUROPEAN_SOVEREIGN));
        assertThat(grantees.of(azure("vault.azure.cn"), ORGANIZATION, ID))
                .containsExactly(expected.azureChinaApplicationId().orElseThrow());
        assertThat(grantees.of(azure("vault.usgovcloudapi.net"), ORGANIZATION, ID))
                .containsExactly(expected.azureApplicationId());
        assertThat(grantees.of(
                        GcpKey.parse("projects/acme-prod/locations/us/keyRings/r/cryptoKeys/k"), ORGANIZATION, ID))
                .containsExactly(expected.gcpSecurityGroup());
    }

    private static AzureKey azure(String host) {
        return AzureKey.parse(
                "https://acme." + host + "/keys/k",
                "/subscriptions/" + ACME + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/acme",
                ACME.toString());
    }
}
