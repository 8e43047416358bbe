package io.latchkey.registry;

import io.latchkey.key.AwsPartition;
import io.latchkey.key.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom an organization will have to let use the next key that it registers.
 *
 * @param awsRoles for a key of each partition
 * @param azureChinaApplicationId where keys in Azure China get another one
 * @param azureUsGovernmentApplicationId where keys in Azure Government get another one
 * @param namedAfterKey the clouds whose texts have {@code {key}} in them still: the key's id, which nobody knows before
 */
public record ExpectedGrantees(
        Map<AwsPartition, List<String>> awsRoles,
        String azureApplicationId,
        Optional<String> azureChinaApplicationId,
        Optional<String> azureUsGovernmentApplicationId,
        String gcpSecurityGroup,
        Set<Provider> namedAfterKey) {}
