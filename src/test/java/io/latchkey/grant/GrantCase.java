package io.latchkey.grant;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.Key;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.ProviderKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A key of each kind that needs a grant of its own, with a name for it. */
public record GrantCase(String name, Key key, boolean bindContext) {

    private static final KeyId ID = new KeyId("cck-a1b2c3d4e5f6");
    private static final String APPLICATION = "5e7b1c3a-0000-4000-8000-00000000de50";
    private static final String GROUP = "latchkey@example.com";
    private static final String RESOURCES =
            "/subscriptions/0a1b2c3d-0000-4000-8000-000000000001/resourceGroups/keys/providers/Microsoft.KeyVault/";

    public static Stream<GrantCase> all() {
        return Stream.of(aws(), azure(), gcp()).flatMap(cases -> cases);
    }

    public static Stream<GrantCase> aws() {
        return Stream.of(
                aws("aws", "aws", "us-west-2"),
                aws("aws-cn", "aws-cn", "cn-north-1"),
                aws("aws-us-gov", "aws-us-gov", "us-gov-west-1"),
                aws("aws-eusc", "aws-eusc", "eusc-de-east-1"),
                bound(aws("aws-bound-to-context", "aws", "eu-central-1")),
                bound(aws("aws-cn-bound-to-context", "aws-cn", "cn-northwest-1")));
    }

    public static Stream<GrantCase> azure() {
        return Stream.of(
                azure("azure-vault", "vault.azure.net", "vaults"),
                azure("azure-vault-china", "vault.azure.cn", "vaults"),
                azure("azure-vault-us-government", "vault.usgovcloudapi.net", "vaults"),
                azure("azure-managed-hsm", "managedhsm.azure.net", "managedHSMs"),
                azure("azure-managed-hsm-china", "managedhsm.azure.cn", "managedHSMs"),
                azure("azure-managed-hsm-us-government", "managedhsm.usgovcloudapi.net", "managedHSMs"));
    }

    public static Stream<GrantCase> gcp() {
        return Stream.of(
                gcp("gcp", "acme-prod", ""),
                gcp("gcp-version", "acme-prod", "/cryptoKeyVersions/3"),
                gcp("gcp-domain-project", "example.com:acme-prod", ""),
                gcp("gcp-project-number", "415104041262", ""));
    }

    /** The same key with another principal. */
    public GrantCase grantedTo(String principal) {
        return of(name, key.providerKey(), List.of(principal));
    }

    public Grant grant() {
        return Grant.of(key, bindContext);
    }

    @Override
    public String toString() {
        return name;
    }

    private static GrantCase bound(GrantCase free) {
        return new GrantCase(free.name, free.key, true);
    }

    private static GrantCase aws(String name, String partition, String region) {
        return of(
                name,
                AwsKey.parse("arn:" + partition + ":kms:" + region
                        + ":111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                List.of(
                        "arn:" + partition + ":iam::123456789876:role/latchkey",
                        "arn:" + partition + ":iam::123456789876:role/latchkey-storage"));
    }

    private static GrantCase azure(String name, String host, String type) {
        return of(
                name,
                AzureKey.parse(
                        "https://acme." + host + "/keys/billing",
                        RESOURCES + type + "/acme",
                        "7e0a4b6c-0000-4000-8000-000000000002"),
                List.of(APPLICATION));
    }

    private static GrantCase gcp(String name, String project, String version) {
        return of(
                name,
                GcpKey.parse(
                        "projects/" + project + "/locations/europe-west3/keyRings/ring/cryptoKeys/billing" + version),
                List.of(GROUP));
    }

    private static GrantCase of(String name, ProviderKey providerKey, List<String> principals) {
        var organization = new OrganizationId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
        return new GrantCase(
                name,
                Key.registered(ID, organization, providerKey, principals, Optional.empty(), Instant.EPOCH),
                false);
    }
}
