package io.latchkey.api;

import io.latchkey.key.Provider;
import io.latchkey.registry.ExpectedGrantees;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** Whom an organization will have to let use its next key. An addition to the contract. */
@RegisterForReflection
public record GranteesView(
        List<OfPartition> roles,
        String applicationId,
        Optional<String> chinaApplicationId,
        Optional<String> usGovernmentApplicationId,
        String securityGroup,
        List<String> namedAfterKey) {

    /** The roles that a key in one of AWS's partitions gets. */
    @RegisterForReflection
    public record OfPartition(String partition, List<String> roles) {}

    static GranteesView of(ExpectedGrantees expected) {
        return new GranteesView(
                expected.awsRoles().entrySet().stream()
                        .map(roles -> new OfPartition(roles.getKey().label(), roles.getValue()))
                        .toList(),
                expected.azureApplicationId(),
                expected.azureChinaApplicationId(),
                expected.azureUsGovernmentApplicationId(),
                expected.gcpSecurityGroup(),
                expected.namedAfterKey().stream().map(Provider::label).toList());
    }
}
