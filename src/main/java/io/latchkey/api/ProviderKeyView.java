package io.latchkey.api;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.Key;
import io.latchkey.key.Provider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A provider key on the wire: what the customer wrote, and whom the customer must let use it. */
public sealed interface ProviderKeyView {

    /** {@code byok.v1.AwsKey}. */
    @RegisterForReflection
    record Aws(String keyArn, List<String> roles, String kind) implements ProviderKeyView {}

    /** {@code byok.v1.AzureKey}. */
    @RegisterForReflection
    record Azure(String applicationId, String keyId, String keyVaultId, String kind, String tenantId)
            implements ProviderKeyView {}

    /** {@code byok.v1.GcpKey}. */
    @RegisterForReflection
    record Gcp(String keyId, String securityGroup, String kind) implements ProviderKeyView {}

    static ProviderKeyView of(Key key) {
        return switch (key.providerKey()) {
            case AwsKey aws -> new Aws(aws.keyArn(), key.grantees(), Provider.AWS.kind());
            case AzureKey azure ->
                new Azure(
                        key.grantees().getFirst(),
                        azure.keyId(),
                        azure.keyVaultId(),
                        Provider.AZURE.kind(),
                        azure.tenantId());
            case GcpKey gcp -> new Gcp(gcp.keyId(), key.grantees().getFirst(), Provider.GCP.kind());
        };
    }
}
