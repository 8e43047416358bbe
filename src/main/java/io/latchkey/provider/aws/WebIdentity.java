package io.latchkey.provider.aws;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/**
 * A token file that the surroundings give, as Kubernetes does on EKS (IRSA). The SDK's own chain would take an HTTP client that
 * it finds by itself, which knows nothing of the way out and isn't there at all in a native image.
 */
final class WebIdentity {

    private WebIdentity() {}

    /** Whether the SDK's chain would come to it: an access key in the environment goes first. */
    static boolean isThere() {
        return SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isPresent()
                && SdkSystemSetting.AWS_ROLE_ARN.getStringValue().isPresent()
                && SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isEmpty();
    }

    /** Where the surroundings say that we are. */
    static Optional<String> region() {
        return SdkSystemSetting.AWS_REGION.getStringValue();
    }

    /** File, role and session name are those of the surroundings; the file is read anew whenever a credential ends. */
    static AwsCredentialsProvider through(StsClient sts) {
        return StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts)
                .build();
    }
}
