package io.latchkey.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.key.AzureHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hosts that can be asked; the ones that cannot are in {@link HostAttackTest}. */
class CloudHostTest {

    @ParameterizedTest
    @CsvSource({
        "us-east-1, amazonaws.com",
        "ap-southeast-12, amazonaws.com",
        "us-gov-west-1, amazonaws.com",
        "cn-northwest-1, amazonaws.com.cn",
        "eusc-de-east-1, amazonaws.eu"
    })
    void areAwsRegions(String region, String suffix) {
        assertThat(CloudHost.awsKms(region)).hasToString("kms." + region + "." + suffix);
        assertThat(CloudHost.awsSts(region)).hasToString("sts." + region + "." + suffix);
    }

    @ParameterizedTest
    @EnumSource
    void areAzureVaultsAndTheirLogins(AzureHost host) {
        assertThat(CloudHost.azureVault(host, "acme-prod-1").name()).isEqualTo("acme-prod-1." + host.suffix());
        assertThat(CloudHost.azureLogin(host).name()).startsWith("login.");
    }

    @Test
    void areGoogles() {
        assertThat(CloudHost.GOOGLE_KMS.name()).isEqualTo("cloudkms.googleapis.com");
        assertThat(CloudHost.GOOGLE_TOKENS.name()).isEqualTo("oauth2.googleapis.com");
        assertThat(CloudHost.GOOGLE_STS.name()).isEqualTo("sts.googleapis.com");
        assertThat(CloudHost.GOOGLE_IAM_CREDENTIALS.name()).isEqualTo("iamcredentials.googleapis.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "kms.us-east-1.amazonaws.com.cn",
                "kms.cn-north-1.amazonaws.com",
                "kms.us-east-1.amazonaws.eu",
                "s3.us-east-1.amazonaws.com",
                "kms.us-east-1.amazonaws.com.",
                "kms.us-east-1.amazonaws.com:443",
                "kmsXus-east-1.amazonaws.com",
                "a.b.vault.azure.net",
                "vault.azure.net",
                ".vault.azure.net",
                "acme.blob.core.windows.net",
                "evil.googleapis.com",
                "cloudkms.googleapis.com.example.com",
                "login.microsoftonline.com.example.com",
                "example.com/login.microsoftonline.com",
                "CLOUDKMS.googleapis.com",
                "cloudkms.googleapis.com\n",
                "metadata.google.internal",
                "169.254.169.254",
                "localhost",
                ""
            })
    void areNoOthers(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloudHost(name))
                .withMessage("the host is not on the allow-list");
    }
}
