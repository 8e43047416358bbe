package io.latchkey.registry;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.ProviderKey;
import jakarta.inject.Singleton;
import java.util.List;

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
                templates.awsRoles().stream()
                        .map(role -> role.replace("{partition}", aws.partition()))
                        .toList();
            case AzureKey _ -> List.of(templates.azureApplicationId());
            case GcpKey _ -> List.of(templates.gcpSecurityGroup());
        };
        return chosen.stream()
                .map(template -> template.replace(
                                "{organization}", organization.value().toString())
                        .replace("{key}", id.value()))
                .toList();
    }
}
