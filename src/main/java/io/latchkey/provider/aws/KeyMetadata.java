package io.latchkey.provider.aws;

import io.latchkey.key.AwsKey;
import io.latchkey.key.Finding;
import io.latchkey.key.KeyVersion;
import io.latchkey.key.Reason;
import io.latchkey.key.Sighting;
import io.latchkey.key.Trouble;
import io.latchkey.provider.ProbeEnded;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What DescribeKey shows of a key: whether data can be encrypted with it, and what else there is to see.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html">KeyMetadata</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states</a>
 */
final class KeyMetadata {

    private static final Pattern MATERIAL = Pattern.compile("[a-f0-9]{64}");

    private KeyMetadata() {}

    /** Has what ends the probe thrown, if something does. */
    static Sighting check(JsonObject answer, AwsKey key, Instant now) {
        if (!(answer.getValue("KeyMetadata") instanceof JsonObject metadata)
                || !key.keyArn().equals(metadata.getValue("Arn"))) {
            throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "DescribeKey shows another key, or none");
        }
        require(metadata, "KeyManager", "CUSTOMER");
        require(metadata, "KeyUsage", "ENCRYPT_DECRYPT");
        require(metadata, "KeySpec", "SYMMETRIC_DEFAULT");
        checkState(text(metadata, "KeyState"));
        return new Sighting(findings(metadata, now), version(metadata));
    }

    private static Set<Finding> findings(JsonObject metadata, Instant now) {
        var findings = EnumSet.noneOf(Finding.class);
        if (metadata.getValue("Origin") instanceof String origin) {
            switch (origin) {
                case "EXTERNAL" -> findings.add(Finding.MATERIAL_IMPORTED);
                case "EXTERNAL_KEY_STORE" -> findings.add(Finding.EXTERNAL_KEY_STORE);
                case "AWS_CLOUDHSM" -> findings.add(Finding.CLOUDHSM_KEY_STORE);
                default -> {}
            }
        }
        if (Boolean.TRUE.equals(metadata.getValue("MultiRegion"))) {
            findings.add(Finding.MULTI_REGION);
        }
        if (metadata.getValue("ValidTo") instanceof Number end
                && end.longValue() <= now.plus(Finding.SOON).getEpochSecond()) {
            findings.add(Finding.EXPIRES_SOON);
        }
        return findings;
    }

    /**
     * The key material that encrypts now, which a rotation replaces. Not shown of a key in a custom key store; when it was
     * made is told only to who may list the rotations.
     */
    private static Optional<KeyVersion> version(JsonObject metadata) {
        return metadata.getValue("CurrentKeyMaterialId") instanceof String material
                        && MATERIAL.matcher(material).matches()
                ? Optional.of(new KeyVersion(material, Optional.empty()))
                : Optional.empty();
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
