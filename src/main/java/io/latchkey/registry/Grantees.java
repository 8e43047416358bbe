package io.latchkey.registry;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AwsPartition;
import io.latchkey.key.AzureHost;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Fills in the configured templates, for one key or as far as they can be without one. */
@Singleton
class Grantees {

    private static final String KEY = "{key}";

    private final GranteeSettings templates;

    Grantees(GranteeSettings templates) {
        this.templates = templates;
    }

    List<String> of(ProviderKey providerKey, OrganizationId organization, KeyId id) {
        var chosen = switch (providerKey) {
            case AwsKey aws -> roles(aws.partition());
            case AzureKey azure -> List.of(application(azure.host()));
            case GcpKey _ -> List.of(group());
        };
        return filled(chosen, organization).stream()
                .map(text -> text.replace(KEY, id.value()))
                .toList();
    }

    /** Those of the organization's next keys. */
    ExpectedGrantees expected(OrganizationId organization) {
        var roles = new EnumMap<AwsPartition, List<String>>(AwsPartition.class);
        Arrays.stream(AwsPartition.values())
                .forEach(partition -> roles.put(partition, filled(roles(partition.label()), organization)));
        return new ExpectedGrantees(
                roles,
                filled(application(AzureHost.VAULT), organization),
                templates.azureChinaApplicationId().map(id -> filled(id, organization)),
                templates.azureUsGovernmentApplicationId().map(id -> filled(id, organization)),
                filled(group(), organization),
                namedAfterKey());
    }

    private Set<Provider> namedAfterKey() {
        var named = EnumSet.noneOf(Provider.class);
        Map.of(
                        Provider.AWS, templates.awsRoles().stream().flatMap(List::stream),
                        Provider.AZURE, applications(),
                        Provider.GCP, templates.gcpSecurityGroup().stream())
                .forEach((provider, texts) -> {
                    if (texts.anyMatch(text -> text.contains(KEY))) {
                        named.add(provider);
                    }
                });
        return named;
    }

    private Stream<String> applications() {
        return Stream.of(
                        templates.azureApplicationId(),
                        templates.azureChinaApplicationId(),
                        templates.azureUsGovernmentApplicationId())
                .flatMap(Optional::stream);
    }

    private List<String> roles(String partition) {
        return templates.awsRoles().orElseThrow().stream()
                .map(role -> role.replace("{partition}", partition))
                .toList();
    }

    private String application(AzureHost host) {
        var apart = switch (host) {
            case VAULT, MANAGED_HSM -> Optional.<String>empty();
            case VAULT_CHINA, MANAGED_HSM_CHINA -> templates.azureChinaApplicationId();
            case VAULT_US_GOVERNMENT, MANAGED_HSM_US_GOVERNMENT -> templates.azureUsGovernmentApplicationId();
        };
        return apart.or(templates::azureApplicationId).orElseThrow();
    }

    private String group() {
        return templates.gcpSecurityGroup().orElseThrow();
    }

    private static List<String> filled(List<String> chosen, OrganizationId organization) {
        return chosen.stream().map(text -> filled(text, organization)).toList();
    }

    private static String filled(String text, OrganizationId organization) {
        return text.replace("{organization}", organization.value().toString());
    }
}
