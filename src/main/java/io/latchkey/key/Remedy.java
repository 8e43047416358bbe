package io.latchkey.key;

/** What the owner of a refused key can do: the fixed, safe sentence that stands in {@code validation.resolution}. */
public final class Remedy {

    private Remedy() {}

    public static String of(Reason reason, Provider provider) {
        return switch (reason) {
            case ACCESS_DENIED -> grant(provider);
            case KEY_NOT_FOUND ->
                "Check that the key still exists where its identifier says; if it is gone, register another one.";
            case KEY_DISABLED -> "Enable the key" + (provider == Provider.GCP ? "'s primary version." : ".");
            case PENDING_DELETION -> restore(provider);
            case EXPIRED -> "Extend the key's expiry date, or rotate it to a version that has not expired.";
            case NOT_YET_ACTIVE -> "Wait until the key's activation date, or set it to an earlier one.";
            case WRONG_KEY_TYPE -> register(provider);
            case OPERATION_NOT_PERMITTED ->
                provider == Provider.AZURE
                        ? "Add wrapKey and unwrapKey to the key's permitted operations."
                        : "Let the key be used to encrypt and to decrypt.";
            case KEY_MATERIAL_MISSING -> "Import the key's material, or finish making it.";
            case VAULT_NOT_FOUND -> "Check that the vault still exists; recover it if it was deleted.";
            case TENANT_NOT_FOUND -> "Check that the tenant still exists; if it is gone, register the key again.";
            case TENANT_MISMATCH -> "Register the key again, with the tenant that its vault belongs to.";
            case APPLICATION_MISSING ->
                "Create the service principal in your tenant: az ad sp create --id <key.application_id>.";
            case SERVICE_DISABLED -> "Enable the Cloud KMS API in the key's project.";
            case NETWORK_BLOCKED -> "Let the vault's firewall admit the platform's addresses.";
        };
    }

    private static String grant(Provider provider) {
        return switch (provider) {
            case AWS ->
                "Let every role in key.roles use the key, in its key policy: kms:DescribeKey, kms:GenerateDataKey* and"
                        + " kms:Decrypt; and check that the key exists.";
            case AZURE ->
                "Give the application the role Key Vault Crypto Service Encryption User on the vault, or an access policy"
                        + " with get, wrapKey and unwrapKey.";
            case GCP ->
                "Give key.security_group cloudkms.cryptoKeys.get, cloudkms.cryptoKeyVersions.useToEncrypt and"
                        + " cloudkms.cryptoKeyVersions.useToDecrypt on the key; and check that the key exists.";
        };
    }

    private static String restore(Provider provider) {
        return switch (provider) {
            case AWS -> "Cancel the key's deletion and enable it; a key that is deleted can't be restored.";
            case AZURE -> "Recover the deleted key or vault while its retention period lasts.";
            case GCP -> "Restore the key version while it is scheduled for destruction, and enable it.";
        };
    }

    private static String register(Provider provider) {
        return switch (provider) {
            case AWS -> "Register a customer managed, symmetric key for encryption and decryption (SYMMETRIC_DEFAULT).";
            case AZURE -> "Register an RSA key; in a managed HSM an RSA-HSM or oct-HSM key.";
            case GCP -> "Register a key with the purpose ENCRYPT_DECRYPT.";
        };
    }
}
