package io.latchkey.provider.aws;

import io.latchkey.key.Trouble;
import io.latchkey.outbound.OutboundSettings;
import io.latchkey.provider.ProbeEnded;
import io.latchkey.provider.aws.AwsSettings.PartitionCredential;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Who Latchkey is in each partition: the AWS SDK finds it out, and keeps it fresh. */
@Singleton
class AwsCredentials {

    private static final int SERVER_ERROR = 500;

    /** The SDK keeps a credential until shortly before its end; this only keeps every probe from asking it. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final Map<String, String> STS_REGIONS = Map.of(
            "aws", "us-east-1",
            "aws-cn", "cn-north-1",
            "aws-us-gov", "us-gov-west-1",
            "aws-eusc", "eusc-de-east-1");

    private final AwsSettings settings;
    private final OutboundSettings outbound;
    private final Map<String, Uni<AwsCredentialsIdentity>> partitions;

    AwsCredentials(AwsSettings settings, OutboundSettings outbound) {
        this.settings = settings;
        this.outbound = outbound;
        this.partitions = settings.partitions().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> identity(entry.getKey(), entry.getValue())));
    }

    /** Fails with {@link ProbeEnded} if there is none, or none comes in time. */
    Uni<AwsCredentialsIdentity> of(String partition) {
        return partitions.get(partition);
    }

    /** The SDK blocks while it asks, so on another thread; whoever comes meanwhile waits for the same answer. */
    private Uni<AwsCredentialsIdentity> identity(String partition, PartitionCredential credential) {
        var provider = onceMade(() -> provider(partition, credential));
        return Uni.createFrom()
                .item(() -> (AwsCredentialsIdentity) provider.get().resolveCredentials())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .memoize()
                .forFixedDuration(KEPT)
                .ifNoItem()
                .after(settings.credentialDeadline())
                .fail()
                .onFailure()
                .transform(failure -> ended(partition, failure));
    }

    private AwsCredentialsProvider provider(String partition, PartitionCredential credential) {
        var own = credential
                .accessKeyId()
                .<AwsCredentialsProvider>map(id -> StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        id, credential.secretAccessKey().map(Secret::get).orElseThrow())))
                .orElseGet(() -> surroundings(partition, credential));
        return credential
                .roleArn()
                .<AwsCredentialsProvider>map(role -> assumed(own, role, partition, credential))
                .orElse(own);
    }

    private AwsCredentialsProvider surroundings(String partition, PartitionCredential credential) {
        if (!partition.equals(settings.homePartition())) {
            throw ProbeEnded.unreachable(
                    Trouble.CREDENTIAL_MISSING, "no credential for the partition " + partition + " is configured");
        }
        return WebIdentity.isThere()
                ? WebIdentity.through(sts(
                        AnonymousCredentialsProvider.create(),
                        credential.stsRegion().or(WebIdentity::region).orElse(STS_REGIONS.get(partition))))
                : DefaultCredentialsProvider.builder().build();
    }

    private AwsCredentialsProvider assumed(
            AwsCredentialsProvider own, String role, String partition, PartitionCredential credential) {
        var sts = sts(own, credential.stsRegion().orElse(STS_REGIONS.get(partition)));
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role)
                        .roleSessionName("latchkey")
                        .externalId(credential.externalId().orElse(null)))
                .build();
    }

    private StsClient sts(AwsCredentialsProvider own, String region) {
        return StsClient.builder()
                .credentialsProvider(own)
                .region(Region.of(region))
                .endpointOverride(settings.stsEndpoint().orElse(null))
                .httpClient(UrlConnectionHttpClient.builder()
                        .proxyConfiguration(proxy())
                        .build())
                .build();
    }

    /** The way out's; without one, none, whatever the surroundings say. */
    private ProxyConfiguration proxy() {
        var proxy = outbound.proxy();
        var configuration =
                ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariablesValues(false);
        if (settings.stsEndpoint().isEmpty()) {
            proxy.host()
                    .ifPresent(host -> configuration
                            .endpoint(URI.create("http://" + host + ":" + proxy.port()))
                            .username(proxy.username().orElse(null))
                            .password(proxy.password().map(Secret::get).orElse(null)));
        }
        return configuration.build();
    }

    private static ProbeEnded ended(String partition, Throwable failure) {
        var detail = "credential for " + partition + ": ";
        return switch (failure) {
            case ProbeEnded already -> already;
            case TimeoutException _ -> ProbeEnded.unreachable(Trouble.TIMED_OUT, detail + "none in time");
            case SdkServiceException refused
            when refused.isThrottlingException() -> ProbeEnded.unreachable(Trouble.THROTTLED, detail + "STS throttles");
            case SdkServiceException refused
            when refused.statusCode() >= SERVER_ERROR ->
                ProbeEnded.unreachable(Trouble.CLOUD_FAILED, detail + "STS answers " + refused.statusCode());
            case SdkServiceException refused ->
                ProbeEnded.unreachable(
                        Trouble.CREDENTIAL_REFUSED,
                        detail + "STS answers " + refused.statusCode() + ", request " + refused.requestId());
            case SdkClientException missing ->
                ProbeEnded.unreachable(Trouble.CREDENTIAL_MISSING, detail + missing.getMessage());
            default -> ProbeEnded.unreachable(Trouble.BROKEN, detail + failure);
        };
    }

    private static <T> Supplier<T> onceMade(Supplier<T> make) {
        return new Supplier<>() {
            private T made;

            @Override
            public synchronized T get() {
                if (made == null) {
                    made = make.get();
                }
                return made;
            }
        };
    }
}
