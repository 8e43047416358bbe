package io.latchkey.provider.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How AWS is asked, and as whom. A credential is good in one partition only, so each has its own. */
@ConfigMapping(prefix = "latchkey.aws")
public interface AwsSettings {

    /** What stands in for KMS, an emulator say. */
    Optional<URI> endpoint();

    /** What stands in for STS, where a role is assumed. */
    Optional<URI> stsEndpoint();

    /**
     * The partition that the credential of Latchkey's surroundings is good in: web identity, container or instance role,
     * environment variables, as the AWS SDK finds it.
     */
    @WithDefault("aws")
    String homePartition();

    /** How long a credential may take to come. */
    @WithDefault("5S")
    Duration credentialDeadline();

    PartitionCredential global();

    PartitionCredential china();

    PartitionCredential usGovernment();

    PartitionCredential europeanSovereign();

    /** As whom one partition is asked. Without an access key that of the surroundings is used, in their partition. */
    interface PartitionCredential {

        Optional<String> accessKeyId();

        Optional<Secret<String>> secretAccessKey();

        /** The ARN of a role of the platform's own that is assumed first. */
        Optional<String> roleArn();

        /** What that role's trust policy asks for. */
        Optional<String> externalId();

        /** Where that role is assumed. */
        Optional<String> stsRegion();

        default boolean isHalfGiven() {
            // A secret that is not configured is there all the same, but empty.
            return accessKeyId().isPresent()
                    != secretAccessKey().map(Secret::get).isPresent();
        }
    }

    /** Each partition's, by its name in ARNs. */
    default Map<String, PartitionCredential> partitions() {
        return Map.of(
                "aws", global(), "aws-cn", china(), "aws-us-gov", usGovernment(), "aws-eusc", europeanSovereign());
    }

    /** What contradicts itself here, a line for each. */
    default List<String> problems() {
        var problems = new ArrayList<String>();
        if (!partitions().containsKey(homePartition())) {
            problems.add("latchkey.aws.home-partition: give aws, aws-cn, aws-us-gov or aws-eusc");
        }
        if (partitions().values().stream().anyMatch(PartitionCredential::isHalfGiven)) {
            problems.add("latchkey.aws: give an access-key-id and a secret-access-key together");
        }
        if (!credentialDeadline().isPositive()) {
            problems.add("latchkey.aws.credential-deadline: give more than no time");
        }
        return problems;
    }
}
