package io.latchkey.key;

import java.util.regex.Pattern;

/**
 * A key in AWS KMS, named by its key ARN.
 *
 * @param keyArn {@code arn:<partition>:kms:<region>:<account>:key/<key id>}
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key identifiers</a>
 */
public record AwsKey(String keyArn) implements ProviderKey {

    private static final String POINTER = "/key_arn";
    private static final String EXAMPLE = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern KEY =
            Pattern.compile("key/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    /**
     * Reads a key ARN as a customer wrote it.
     *
     * @throws RefusedException with one fault at {@code /key_arn} when it is not the ARN of one key
     */
    public static AwsKey parse(String keyArn) {
        var fields = keyArn.split(":", -1);
        if (!fields[0].equals("arn")) {
            throw refused(
                    keyArn.startsWith("alias/") ? "is an alias" : "is not an ARN",
                    "Give the full key ARN, for example " + EXAMPLE + ".");
        }
        if (fields.length != 6 || !fields[2].equals("kms")) {
            throw refused("is not the ARN of an AWS KMS key", "Give a key ARN of the form of " + EXAMPLE + ".");
        }
        if (fields[5].startsWith("alias/")) {
            throw refused(
                    "names an alias, which can be pointed at another key later",
                    "Give the ARN of the key itself; `aws kms describe-key --key-id <alias>` shows it.");
        }
        var partition = AwsPartition.of(fields[1])
                .orElseThrow(() -> refused(
                        "names a partition that is not supported", "Use one of " + AwsPartition.labels() + "."));
        if (!partition.hasRegion(fields[3])) {
            throw refused(
                    "names a region that is not one of partition " + partition.label(),
                    "Correct the partition (second field) or the region (fourth field).");
        }
        if (!ACCOUNT.matcher(fields[4]).matches()) {
            throw refused("has an account id that is not 12 digits", "Correct the fifth field of the ARN.");
        }
        if (!KEY.matcher(fields[5]).matches()) {
            throw refused(
                    "does not end in key/ and a key id",
                    "The key id is a lower-case UUID, or mrk- and 32 hexadecimal digits.");
        }
        return new AwsKey(keyArn);
    }

    @Override
    public Provider provider() {
        return Provider.AWS;
    }

    @Override
    public String identifier() {
        return keyArn;
    }

    /** The ARN as it is: AWS compares ARNs with their case. */
    @Override
    public String canonical() {
        return keyArn;
    }

    /** The partition's name, {@code aws} for most. */
    public String partition() {
        return field(1);
    }

    public String region() {
        return field(3);
    }

    /** The 12 digits of the account that owns the key. */
    public String account() {
        return field(4);
    }

    private String field(int index) {
        return keyArn.split(":", -1)[index];
    }

    private static RefusedException refused(String fault, String remedy) {
        return new RefusedException(Fault.at(POINTER, "key_arn " + fault + ".", remedy));
    }
}
