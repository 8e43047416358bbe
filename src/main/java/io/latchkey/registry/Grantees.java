package io.latchkey.registry;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureHost;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.ProviderKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Fills in the configured templates for one key. */
@Singleton
class Grantees {

    private final GranteeSettings templates;

    Grantees(GranteeSettings templates) {
        this.templates = templates;
    }

    List<String> of(ProviderKey providerKey, OrganizationId organization, KeyId id) {
        var chosen = switch (providerKey) {
            case AwsKey aws ->
                templates.awsRoles().orElseThrow().stream()
                        .map(role -> role.replace("{partition}", aws.partition()))
                        .toList();
            case AzureKey azure -> List.of(application(azure.host()));
            case GcpKey _ -> List.of(templates.gcpSecurityGroup().orElseThrow());
        };
        return filled(chosen, organization, id);
    }

    private String application(AzureHost host) {
        var apart = switch (host) {
            case VAULT, MANAGED_HSM -> Optional.<String>empty();
            case VAULT_CHINA, MANAGED_HSM_CHINA -> templates.azureChinaApplicationId();
            case VAULT_US_GOVERNMENT, MANAGED_HSM_US_GOVERNMENT -> templates.azureUsGovernmentApplicationId();
        };
        return apart.or(templates::azureApplicationId).orElseThrow();
    }

    private static List<String> filled(List<String> chosen, OrganizationId organization, KeyId id) {
        return chosen.stream()
                .map(template -> template.replace(
                                "{organization}", organization.value().toString())
                        .replace("{key}", id.value()))
                .toList();
    }
}
