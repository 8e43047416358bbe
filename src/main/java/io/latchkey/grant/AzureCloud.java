package io.latchkey.grant;

import io.latchkey.key.AzureHost;

/**
 * Azure's clouds, as its tools call them.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/manage-clouds-azure-cli">Clouds of the Azure CLI</a>
 * @see <a href="https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs#environment">Environments of Terraform</a>
 */
enum AzureCloud {
    PUBLIC("AzureCloud", "public"),
    CHINA("AzureChinaCloud", "china"),
    US_GOVERNMENT("AzureUSGovernment", "usgovernment");

    private final String label;
    private final String environment;

    AzureCloud(String label, String environment) {
        this.label = label;
        this.environment = environment;
    }

    static AzureCloud of(AzureHost host) {
        return switch (host) {
            case VAULT, MANAGED_HSM -> PUBLIC;
            case VAULT_CHINA, MANAGED_HSM_CHINA -> CHINA;
            case VAULT_US_GOVERNMENT, MANAGED_HSM_US_GOVERNMENT -> US_GOVERNMENT;
        };
    }

    /** The name for {@code az cloud set}. */
    String label() {
        return label;
    }

    /** The name in the configuration of Terraform's providers. */
    String environment() {
        return environment;
    }
}
