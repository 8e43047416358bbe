package io.latchkey.provider.aws;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs requests, by the AWS SDK's own signer.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature Version 4</a>
 */
final class KmsSignature {

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Clock clock;

    KmsSignature(Clock clock) {
        this.clock = clock;
    }

    /** The headers of a POST to {@code /}, those given and those that the signature needs. */
    Map<String, String> signed(
            AwsCredentialsIdentity identity,
            String service,
            String region,
            String host,
            Map<String, String> headers,
            Buffer body) {
        var request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(URI.create("https://" + host + "/"));
        headers.forEach(request::putHeader);
        var signed = signer.sign(toSign -> toSign.identity(identity)
                .request(request.build())
                .payload(ContentStreamProvider.fromByteArray(body.getBytes()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        var all = new HashMap<String, String>();
        signed.request().forEachHeader((name, values) -> all.put(name, String.join(",", values)));
        // The way out writes this one itself, from the same host.
        all.keySet().removeIf("host"::equalsIgnoreCase);
        return all;
    }
}
