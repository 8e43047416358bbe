package io.latchkey.provider.aws;

import io.latchkey.key.AwsKey;
import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.provider.ProbeEnded;
import io.vertx.core.json.JsonObject;

/**
 * Whether a key that DescribeKey shows is one that data can be encrypted with.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html">KeyMetadata</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states</a>
 */
final class KeyMetadata {

    private KeyMetadata() {}

    static void check(JsonObject answer, AwsKey key) {
        if (!(answer.getValue("KeyMetadata") instanceof JsonObject metadata)
                || !key.keyArn().equals(metadata.getValue("Arn"))) {
            throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "DescribeKey shows another key, or none");
        }
        require(metadata, "KeyManager", "CUSTOMER");
        require(metadata, "KeyUsage", "ENCRYPT_DECRYPT");
        require(metadata, "KeySpec", "SYMMETRIC_DEFAULT");
        checkState(text(metadata, "KeyState"));
    }

    private static void require(JsonObject metadata, String member, String wanted) {
        var found = text(metadata, member);
        if (!found.equals(wanted)) {
            throw ProbeEnded.refused(Reason.WRONG_KEY_TYPE, "DescribeKey: " + member + " is not " + wanted);
        }
    }

    private static void checkState(String state) {
        var detail = "DescribeKey: KeyState " + (state.matches("[A-Za-z]{1,40}") ? state : "unreadable");
        switch (state) {
            case "Enabled" -> {}
            case "Disabled" -> throw ProbeEnded.refused(Reason.KEY_DISABLED, detail);
            case "PendingDeletion", "PendingReplicaDeletion" ->
                throw ProbeEnded.refused(Reason.PENDING_DELETION, detail);
            case "PendingImport" -> throw ProbeEnded.refused(Reason.KEY_MATERIAL_MISSING, detail);
            case "Creating", "Updating", "Unavailable" ->
                throw ProbeEnded.unreachable(Trouble.KEY_IN_TRANSITION, detail);
            default -> throw ProbeEnded.unreachable(Trouble.UNMAPPED, detail);
        }
    }

    private static String text(JsonObject metadata, String member) {
        if (metadata.getValue(member) instanceof String text) {
            return text;
        }
        throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "DescribeKey shows no " + member);
    }
}
