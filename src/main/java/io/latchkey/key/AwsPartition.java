package io.latchkey.key;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The AWS partitions whose keys can be registered. A region belongs to exactly one of them; its form tells which, so
 * regions that AWS opens later need no change here.
 *
 * @see <a href="https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html">Partitions</a>
 */
public enum AwsPartition {
    GLOBAL("aws", "(?!cn-)[a-z]{2}-[a-z]+-\\d{1,2}"),
    CHINA("aws-cn", "cn-[a-z]+-\\d{1,2}"),
    US_GOVERNMENT("aws-us-gov", "us-gov-[a-z]+-\\d{1,2}"),
    EUROPEAN_SOVEREIGN("aws-eusc", "eusc-[a-z]{2}-[a-z]+-\\d{1,2}");

    private final String label;
    private final Pattern region;

    AwsPartition(String label, String region) {
        this.label = label;
        this.region = Pattern.compile(region);
    }

    /** The name as the second field of an ARN has it. */
    public String label() {
        return label;
    }

    boolean hasRegion(String name) {
        return region.matcher(name).matches();
    }

    static Optional<AwsPartition> of(String label) {
        return Arrays.stream(values())
                .filter(partition -> partition.label.equals(label))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(AwsPartition::label).collect(Collectors.joining(", "));
    }
}
