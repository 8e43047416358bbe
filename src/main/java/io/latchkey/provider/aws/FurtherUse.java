package io.latchkey.provider.aws;

import io.latchkey.key.AwsKey;
import io.latchkey.key.Finding;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What the platform's services may want to do with a key beside what a probe does. Whether it would be let is asked with a dry
 * run, which does nothing.
 *
 * <p>No dry run is offered of what would give the platform too much: deleting a key, or changing its policy.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html">Testing permissions</a>
 */
enum FurtherUse {
    GenerateDataKey(Finding.GENERATE_DATA_KEY_DENIED),
    Encrypt(Finding.ENCRYPT_DENIED),
    ReEncrypt(Finding.RE_ENCRYPT_DENIED),
    CreateGrant(Finding.CREATE_GRANT_DENIED);

    private final Finding denied;

    FurtherUse(Finding denied) {
        this.denied = denied;
    }

    /** What is found if it is denied. */
    Finding denied() {
        return denied;
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
