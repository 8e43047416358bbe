package io.latchkey.key;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is not as it should be with a key or with what the platform may do with it, although the key can be used: fixed, safe
 * sentences for its owner.
 */
public enum Finding {
    // What the cloud shows of the key.
    // https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html
    MATERIAL_IMPORTED(
            Severity.LOW,
            Source.PROBE,
            "The key's material was imported: it can expire, and can be deleted at once.",
            "Keep a copy of the key material outside AWS, or use a key whose material AWS KMS made."),
    // https://docs.aws.amazon.com/kms/latest/developerguide/keystore-external.html
    // https://cloud.google.com/kms/docs/ekm
    EXTERNAL_KEY_STORE(
            Severity.MEDIUM,
            Source.PROBE,
            "The key is in a key manager outside the cloud: it can be used only while that one answers.",
            "Run the external key manager so that it is always reached, or use a key that the cloud holds."),
    // https://docs.aws.amazon.com/kms/latest/developerguide/keystore-cloudhsm.html
    CLOUDHSM_KEY_STORE(
            Severity.LOW,
            Source.PROBE,
            "The key is in a CloudHSM key store: it can be used only while that cluster is connected.",
            "Keep the cluster connected and active in at least two availability zones."),
    // https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
    MULTI_REGION(
            Severity.LOW,
            Source.PROBE,
            "The key is a multi-Region key: its material may be in other regions too, under policies of their own.",
            "Use a single-Region key unless data has to be read in another region; look after every replica's policy."),
    // https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-conceptual.html
    // https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation
    EXPIRES_SOON(
            Severity.HIGH,
            Source.PROBE,
            "The key expires within 30 days, and can't be used then.",
            "Set a later expiry date, rotate the key, or import its material again before that day."),
    // https://learn.microsoft.com/azure/key-vault/keys/about-keys-details#key-operations
    OPERATIONS_TOO_BROAD(
            Severity.LOW,
            Source.PROBE,
            "The key permits more operations than wrapping and unwrapping keys.",
            "Leave only wrapKey and unwrapKey: az keyvault key set-attributes --id <key_id> --ops wrapKey unwrapKey."),
    // https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview#purge-protection
    NO_PURGE_PROTECTION(
            Severity.MEDIUM,
            Source.PROBE,
            "The vault has no purge protection: a deleted key can be destroyed at once, and with it what it encrypts.",
            "Switch purge protection on for the vault or managed HSM; it can't be switched off again."),
    // https://cloud.google.com/kms/docs/protection-levels
    SOFTWARE_PROTECTION(
            Severity.INFO,
            Source.PROBE,
            "The key is protected by software, not by a hardware security module.",
            "Where hardware is asked for, register a key with the protection level HSM."),
    // https://cloud.google.com/kms/docs/key-rotation
    VERSION_PINNED(
            Severity.LOW,
            Source.PROBE,
            "key_id names one version of the key: a rotation never reaches it.",
            "Register the key without a version."),

    // What the platform's services may want to do with an AWS key, beside what the probe does.
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html
    GENERATE_DATA_KEY_DENIED(
            Severity.MEDIUM,
            Source.INSPECTION,
            "The platform may not have data keys made in the clear.",
            "Let every role in key.roles use kms:GenerateDataKey*, in the key policy."),
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
    ENCRYPT_DENIED(
            Severity.LOW,
            Source.INSPECTION,
            "The platform may not encrypt with the key directly, which some of its services do.",
            "Let every role in key.roles use kms:Encrypt, in the key policy, if the platform asks for it."),
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html
    RE_ENCRYPT_DENIED(
            Severity.LOW,
            Source.INSPECTION,
            "The platform may not encrypt anew under the key, which some of its services do.",
            "Let every role in key.roles use kms:ReEncrypt*, in the key policy, if the platform asks for it."),
    // https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
    MAY_CREATE_GRANTS(
            Severity.LOW,
            Source.INSPECTION,
            "The platform may let anybody use the key by grants, not only AWS services that act for it.",
            "Allow kms:CreateGrant under the condition kms:GrantIsForAWSResource alone, as the key's grants show it."),

    // What the platform may do with a Google Cloud key and need not.
    // https://cloud.google.com/kms/docs/destroy-restore
    MAY_DESTROY(
            Severity.MEDIUM,
            Source.INSPECTION,
            "The platform may destroy the key's versions, which it never needs to.",
            "Take cloudkms.cryptoKeyVersions.destroy away from key.security_group."),
    // https://cloud.google.com/kms/docs/enable-disable
    MAY_CHANGE(
            Severity.MEDIUM,
            Source.INSPECTION,
            "The platform may change the key and its versions, which it never needs to.",
            "Take cloudkms.cryptoKeys.update and cloudkms.cryptoKeyVersions.update away from key.security_group."),
    // https://cloud.google.com/kms/docs/iam
    MAY_GRANT(
            Severity.MEDIUM,
            Source.INSPECTION,
            "The platform may decide who uses the key, which it never needs to.",
            "Take cloudkms.cryptoKeys.setIamPolicy away from key.security_group."),

    // Which permission it is that a denied Google Cloud key lacks.
    // https://cloud.google.com/kms/docs/reference/permissions-and-roles
    LOOK_DENIED(
            Severity.HIGH,
            Source.DENIAL,
            "The platform may not look at the key.",
            "Give key.security_group cloudkms.cryptoKeys.get on the key."),
    USE_TO_ENCRYPT_DENIED(
            Severity.HIGH,
            Source.DENIAL,
            "The platform may not encrypt with the key.",
            "Give key.security_group cloudkms.cryptoKeyVersions.useToEncrypt on the key."),
    USE_TO_DECRYPT_DENIED(
            Severity.HIGH,
            Source.DENIAL,
            "The platform may not decrypt with the key.",
            "Give key.security_group cloudkms.cryptoKeyVersions.useToDecrypt on the key.");

    /** What tells a finding, and so what can tell that it has gone. */
    public enum Source {
        /** Every probe that finds the key usable. */
        PROBE,
        /** The inspection, which is made rarely. */
        INSPECTION,
        /** A look at what a denied key lacks. A probe that finds the key usable tells that it lacks it no more. */
        DENIAL
    }

    /** How long before its end a key {@link #EXPIRES_SOON}: time enough for its owner to do something about it. */
    public static final Duration SOON = Duration.ofDays(30);

    private final Severity severity;
    private final Source source;
    private final String message;
    private final String resolution;

    Finding(Severity severity, Source source, String message, String resolution) {
        this.severity = severity;
        this.source = source;
        this.message = message;
        this.resolution = resolution;
    }

    /** The finding of that name; none if only another version of Latchkey knows it. */
    public static Optional<Finding> named(String name) {
        return Arrays.stream(values())
                .filter(finding -> finding.name().equals(name))
                .findFirst();
    }

    public Severity severity() {
        return severity;
    }

    public Source source() {
        return source;
    }

    /** What is so. */
    public String message() {
        return message;
    }

    /** What the key's owner can do about it. */
    public String resolution() {
        return resolution;
    }
}
