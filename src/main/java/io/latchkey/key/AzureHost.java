package io.latchkey.key;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where Azure keeps keys: vaults and managed HSMs, in the public cloud and the sovereign ones.
 *
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#dns-suffixes-for-object-identifiers">DNS
 *     suffixes</a>
 */
public enum AzureHost {
    VAULT("vault.azure.net", "vaults"),
    VAULT_CHINA("vault.azure.cn", "vaults"),
    VAULT_US_GOVERNMENT("vault.usgovcloudapi.net", "vaults"),
    MANAGED_HSM("managedhsm.azure.net", "managedHSMs"),
    MANAGED_HSM_CHINA("managedhsm.azure.cn", "managedHSMs"),
    MANAGED_HSM_US_GOVERNMENT("managedhsm.usgovcloudapi.net", "managedHSMs");

    private final String suffix;
    private final String resourceType;

    AzureHost(String suffix, String resourceType) {
        this.suffix = suffix;
        this.resourceType = resourceType;
    }

    /** What follows the vault's name and a dot in the host's name. */
    public String suffix() {
        return suffix;
    }

    /** The type's name in an Azure Resource Manager id. */
    String resourceType() {
        return resourceType;
    }

    /** Whether keys there are under the HSM's own roles, and not under those of Azure. */
    public boolean isManagedHsm() {
        return resourceType.equals("managedHSMs");
    }

    static Optional<AzureHost> of(String suffix) {
        var lowerCase = suffix.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(host -> host.suffix.equals(lowerCase))
                .findFirst();
    }

    static String suffixes() {
        return Arrays.stream(values()).map(host -> host.suffix).collect(Collectors.joining(", "));
    }
}
