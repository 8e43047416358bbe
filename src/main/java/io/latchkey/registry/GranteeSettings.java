package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The principals of the platform that customers must let use their keys. {@code {organization}}, {@code {key}} and, for
 * AWS, {@code {partition}} stand for the key's own values. They are filled in when a key is registered and never change
 * for it afterwards.
 */
@ConfigMapping(prefix = "latchkey.grantees")
public interface GranteeSettings {

    /** What is missing here that every start needs, a line for each. */
    default List<String> problems() {
        return Map.of(
                        "latchkey.grantees.aws-roles", awsRoles().isPresent(),
                        "latchkey.grantees.azure-application-id",
                                azureApplicationId().isPresent(),
                        "latchkey.grantees.gcp-security-group",
                                gcpSecurityGroup().isPresent())
                .entrySet()
                .stream()
                .filter(setting -> !setting.getValue())
                .map(setting -> setting.getKey() + ": give whom customers are to let use their keys")
                .sorted()
                .toList();
    }

    /** ARNs of IAM roles, for {@code key.roles} of AWS keys. */
    Optional<List<String>> awsRoles();

    /** The client id of the platform's Entra application, for {@code key.application_id} of Azure keys. */
    Optional<String> azureApplicationId();

    /** The same for vaults in Azure China, where applications are apart; without one, the id above. */
    Optional<String> azureChinaApplicationId();

    /** The same for vaults in Azure Government. */
    Optional<String> azureUsGovernmentApplicationId();

    /** The address of a Google group, for {@code key.security_group} of GCP keys. */
    Optional<String> gcpSecurityGroup();
}
