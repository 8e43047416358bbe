package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.provider.aws.AwsSettings;
import io.latchkey.provider.azure.AzureSettings;
import io.latchkey.registry.GranteeSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GranteeCheckTest {

    private static final Map<String, String> TOLD = Map.of(
            "latchkey.grantees.aws-roles", "arn:{partition}:iam::123456789876:role/latchkey",
            "latchkey.grantees.azure-application-id", "5e7b1c3a-0000-4000-8000-00000000de50",
            "latchkey.grantees.azure-china-application-id", "5e7b1c3a-0000-4000-8000-00000000c41a",
            "latchkey.grantees.gcp-security-group", "latchkey@example.com");

    @ParameterizedTest
    @CsvSource({
        "latchkey.aws.global.role-arn, arn:aws:iam::123456789876:role/latchkey",
        "latchkey.aws.china.role-arn, arn:aws-cn:iam::123456789876:role/latchkey",
        "latchkey.azure.global.client-id, 5E7B1C3A-0000-4000-8000-00000000DE50",
        "latchkey.azure.china.client-id, 5e7b1c3a-0000-4000-8000-00000000c41a"
    })
    void takesThosePrincipalsThatCustomersAreTold(String setting, String value) {
        assertThat(problems(setting, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "latchkey.aws.global.role-arn, arn:aws:iam::123456789876:role/another",
        "latchkey.aws.china.role-arn, arn:aws:iam::123456789876:role/latchkey",
        "latchkey.azure.global.client-id, 5e7b1c3a-0000-4000-8000-00000000c41a",
        "latchkey.azure.us-government.client-id, 5e7b1c3a-0000-4000-8000-00000000de50"
    })
    void refusesAPrincipalThatNobodyIsTold(String setting, String value) {
        assertThat(problems(setting, value)).hasSize(1).first().asString().contains("latchkey.grantees");
    }

    @Test
    void hasNothingAgainstNoPrincipals() {
        assertThat(problems("latchkey.aws.home-partition", "aws")).isEmpty();
    }

    private static List<String> problems(String setting, String value) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(GranteeSettings.class)
                .withMapping(AwsSettings.class)
                .withMapping(AzureSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter());
        TOLD.forEach(builder::withDefaultValue);
        var config = builder.withDefaultValue(setting, value).build();
        return GranteeCheck.problems(
                config.getConfigMapping(GranteeSettings.class),
                config.getConfigMapping(AwsSettings.class),
                config.getConfigMapping(AzureSettings.class));
    }
}
