package io.latchkey.provider.simulated;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.ProviderKey;
import java.util.Set;

/** Where a simulated key lies. AWS and GCP say it in the key's name; an Azure vault can say it at the end of its own. */
final class SimulatedRegion {

    private static final String AZURE_DEFAULT = "eastus";
    private static final Set<String> AZURE = Set.of(
            "australiaeast",
            "brazilsouth",
            "canadacentral",
            "centralindia",
            "centralus",
            "eastasia",
            "eastus",
            "eastus2",
            "francecentral",
            "germanywestcentral",
            "japaneast",
            "koreacentral",
            "northeurope",
            "norwayeast",
            "polandcentral",
            "southafricanorth",
            "southcentralus",
            "southeastasia",
            "swedencentral",
            "switzerlandnorth",
            "uaenorth",
            "uksouth",
            "ukwest",
            "westcentralus",
            "westeurope",
            "westus",
            "westus2",
            "westus3");

    private SimulatedRegion() {}

    static String of(ProviderKey key) {
        return switch (key) {
            case AwsKey aws -> aws.region();
            case AzureKey azure -> endOf(azure.vaultName());
            case GcpKey gcp -> gcp.location();
        };
    }

    private static String endOf(String vaultName) {
        var suffix = vaultName.substring(vaultName.lastIndexOf('-') + 1);
        return AZURE.contains(suffix) ? suffix : AZURE_DEFAULT;
    }
}
