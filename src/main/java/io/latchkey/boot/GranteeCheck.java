package io.latchkey.boot;

import io.latchkey.provider.aws.AwsSettings;
import io.latchkey.provider.azure.AzureSettings;
import io.latchkey.registry.GranteeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether those who ask the clouds are those whom customers are told to grant access. Where they are not, every customer's key
 * is refused, and no customer can mend it.
 */
final class GranteeCheck {

    private GranteeCheck() {}

    /** What is wrong, a line for each. */
    static List<String> problems(GranteeSettings grantees, AwsSettings aws, AzureSettings azure) {
        var problems = new ArrayList<String>();
        aws.partitions()
                .forEach((partition, credential) -> credential
                        .roleArn()
                        .filter(role -> grantees.awsRoles().stream()
                                .flatMap(List::stream)
                                .map(template -> template.replace("{partition}", partition))
                                .noneMatch(role::equals))
                        .ifPresent(role -> problems.add("latchkey.aws: the role-arn " + role
                                + " is none of latchkey.grantees.aws-roles: nobody is told to let it use a key")));
        check(azure.global(), grantees.azureApplicationId(), "global", problems);
        check(azure.china(), grantees.azureChinaApplicationId(), "china", problems);
        check(azure.usGovernment(), grantees.azureUsGovernmentApplicationId(), "us-government", problems);
        return problems;
    }

    private static void check(
            AzureSettings.Application application, Optional<String> told, String cloud, List<String> problems) {
        application
                .clientId()
                .filter(Predicate.not(id -> told.filter(id::equalsIgnoreCase).isPresent()))
                .ifPresent(_ -> problems.add("latchkey.azure." + cloud
                        + ".client-id: give the id that latchkey.grantees tells the customers of this cloud"));
    }
}
