package io.latchkey.provider.aws;

import io.latchkey.key.AwsKey;
import io.latchkey.key.Finding;
import io.latchkey.key.Inspection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What the platform's services may want to do with a key beside what a probe does. Whether it would be let is asked with a dry
 * run, which does nothing.
 *
 * <p>Creating grants is one of them only for AWS services that act for the platform, which a dry run of its own never is: if
 * that one would be let, the platform may do more than it has to. No dry run is offered of what else would be too much, deleting
 * a key say, or changing its policy.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html">Testing permissions</a>
 */
enum FurtherUse {
    GenerateDataKey(Finding.GENERATE_DATA_KEY_DENIED, false),
    Encrypt(Finding.ENCRYPT_DENIED, false),
    ReEncrypt(Finding.RE_ENCRYPT_DENIED, false),
    CreateGrant(Finding.MAY_CREATE_GRANTS, true);

    private final Finding finding;
    private final boolean whenPermitted;

    FurtherUse(Finding finding, boolean whenPermitted) {
        this.finding = finding;
        this.whenPermitted = whenPermitted;
    }

    /** What it tells that KMS would let it be done, or would not. */
    Inspection told(boolean isPermitted) {
        return Inspection.of(finding, isPermitted == whenPermitted);
    }

    /**
     * A dry run of it.
     *
     * @param ciphertext a data key that was made under the key, in this context
     */
    JsonObject dryRun(AwsKey key, JsonObject context, String ciphertext) {
        var question = new JsonObject().put("DryRun", true);
        return switch (this) {
            case GenerateDataKey ->
                question.put("KeyId", key.keyArn())
                        .put("KeySpec", AwsProvider.DATA_KEY)
                        .put("EncryptionContext", context);
            case Encrypt ->
                question.put("KeyId", key.keyArn()).put("Plaintext", "AA==").put("EncryptionContext", context);
            case ReEncrypt ->
                question.put("CiphertextBlob", ciphertext)
                        .put("SourceKeyId", key.keyArn())
                        .put("SourceEncryptionContext", context)
                        .put("DestinationKeyId", key.keyArn())
                        .put("DestinationEncryptionContext", context);
            // A grant to the key's own account for next to nothing: harmless even where a dry run is not understood.
            case CreateGrant ->
                question.put("KeyId", key.keyArn())
                        .put("GranteePrincipal", "arn:" + key.partition() + ":iam::" + key.account() + ":root")
                        .put("Operations", new JsonArray().add("DescribeKey"));
        };
    }
}
