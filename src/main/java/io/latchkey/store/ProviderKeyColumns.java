package io.latchkey.store;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** A provider key as it lies in the row of its key. */
@Embeddable
record ProviderKeyColumns(
        @Enumerated(EnumType.STRING) Provider provider,
        String identifier,
        String canonical,
        @Column(name = "azure_key_vault_id") String azureKeyVaultId,
        @Column(name = "azure_tenant_id") String azureTenantId) {

    static ProviderKeyColumns of(ProviderKey key) {
        return switch (key) {
            case AwsKey _, GcpKey _ ->
                new ProviderKeyColumns(key.provider(), key.identifier(), key.canonical(), null, null);
            case AzureKey azure ->
                new ProviderKeyColumns(
                        key.provider(), key.identifier(), key.canonical(), azure.keyVaultId(), azure.tenantId());
        };
    }

    ProviderKey toProviderKey() {
        return switch (provider) {
            case AWS -> new AwsKey(identifier);
            case AZURE -> new AzureKey(identifier, azureKeyVaultId, azureTenantId);
            case GCP -> new GcpKey(identifier);
        };
    }
}
