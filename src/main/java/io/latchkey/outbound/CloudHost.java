package io.latchkey.outbound;

import io.latchkey.key.AzureHost;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A host that may be asked. There is none beside the ones on the allow-list, so that nothing a customer writes can become
 * a host.
 *
 * @param name in lower case, without a port
 */
public record CloudHost(String name) implements Host {

    public static final CloudHost GOOGLE_KMS = new CloudHost("cloudkms.googleapis.com");
    public static final CloudHost GOOGLE_TOKENS = new CloudHost("oauth2.googleapis.com");
    public static final CloudHost GOOGLE_STS = new CloudHost("sts.googleapis.com");
    public static final CloudHost GOOGLE_IAM_CREDENTIALS = new CloudHost("iamcredentials.googleapis.com");

    /** @throws IllegalArgumentException if the name is not on the list; the message does not repeat it */
    public CloudHost {
        if (AllowList.HOSTS.stream().noneMatch(host -> host.matcher(name).matches())) {
            throw new IllegalArgumentException("the host is not on the allow-list");
        }
    }

    /**
     * Where a region's keys are.
     *
     * @see <a href="https://docs.aws.amazon.com/general/latest/gr/kms.html">KMS endpoints</a>
     */
    public static CloudHost awsKms(String region) {
        return new CloudHost("kms." + region + "." + suffix(region));
    }

    /**
     * Where a region's roles are assumed.
     *
     * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sts.html">STS endpoints</a>
     */
    public static CloudHost awsSts(String region) {
        return new CloudHost("sts." + region + "." + suffix(region));
    }

    /** A customer's vault or managed HSM, by its name in lower case. */
    public static CloudHost azureVault(AzureHost host, String vault) {
        return new CloudHost(vault + "." + host.suffix());
    }

    /**
     * Where tokens for the vaults there are had.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud">Token endpoints</a>
     */
    public static CloudHost azureLogin(AzureHost host) {
        return new CloudHost(
                switch (host) {
                    case VAULT, MANAGED_HSM -> "login.microsoftonline.com";
                    case VAULT_CHINA, MANAGED_HSM_CHINA -> "login.partner.microsoftonline.cn";
                    case VAULT_US_GOVERNMENT, MANAGED_HSM_US_GOVERNMENT -> "login.microsoftonline.us";
                });
    }

    /**
     * What fails together with this host: the part of the cloud that the operator of it would call down. A region of AWS, all
     * vaults of a kind, one of Google's services; never one customer's vault.
     */
    String circuit() {
        return name.substring(AllowList.VAULTS.matcher(name).matches() ? name.indexOf('.') + 1 : 0);
    }

    /** A region's form tells its partition, and each partition has its own domain. */
    private static String suffix(String region) {
        if (region.startsWith("cn-")) {
            return "amazonaws.com.cn";
        }
        return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
    }

    @Override
    public String toString() {
        return name;
    }

    /** Apart from the record, whose constants need it while the record itself is being made. */
    private static final class AllowList {

        private static final String AWS = "(?:kms|sts)\\.";
        private static final String REST_OF_REGION = "(?:-[a-z]{2,12}){1,2}-[0-9]{1,2}";
        private static final String VAULT = "(?=[a-z0-9-]{3,24}\\.)[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
        private static final Pattern VAULTS =
                Pattern.compile(VAULT + "\\.(?:vault|managedhsm)\\.(?:azure\\.net|azure\\.cn|usgovcloudapi\\.net)");
        private static final List<Pattern> HOSTS = List.of(
                Pattern.compile(AWS + "(?!cn-)[a-z]{2}" + REST_OF_REGION + "\\.amazonaws\\.com"),
                Pattern.compile(AWS + "cn" + REST_OF_REGION + "\\.amazonaws\\.com\\.cn"),
                Pattern.compile(AWS + "eusc" + REST_OF_REGION + "\\.amazonaws\\.eu"),
                VAULTS,
                Pattern.compile(
                        "login\\.(?:microsoftonline\\.com|partner\\.microsoftonline\\.cn|microsoftonline\\.us)"),
                Pattern.compile("(?:cloudkms|oauth2|sts|iamcredentials)\\.googleapis\\.com"));
    }
}
