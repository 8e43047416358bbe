package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/**
 * The principals of the platform that customers must let use their keys. {@code {organization}}, {@code {key}} and, for
 * AWS, {@code {partition}} stand for the key's own values. They are filled in when a key is registered and never change
 * for it afterwards.
 */
@ConfigMapping(prefix = "latchkey.grantees")
public interface GranteeSettings {

    /** ARNs of IAM roles, for {@code key.roles} of AWS keys. */
    List<String> awsRoles();

    /** The client id of the platform's Entra application, for {@code key.application_id} of Azure keys. */
    String azureApplicationId();

    /** The same for vaults in Azure China, where applications are apart; without one, the id above. */
    Optional<String> azureChinaApplicationId();

    /** The same for vaults in Azure Government. */
    Optional<String> azureUsGovernmentApplicationId();

    /** The address of a Google group, for {@code key.security_group} of GCP keys. */
    String gcpSecurityGroup();
}
