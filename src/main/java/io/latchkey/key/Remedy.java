package io.latchkey.key;

/** What the owner of a refused key can do: the fixed, safe sentence that stands in {@code validation.resolution}. */
public final class Remedy {

    private Remedy() {}

    public static String of(Reason reason, ProviderKey key) {
        return switch (reason) {
            case ACCESS_DENIED -> grant(key);
            case KEY_NOT_FOUND ->
                "Check that the key still exists where its identifier says; if it is gone, register another one.";
            case KEY_DISABLED -> enable(key);
            case PENDING_DELETION -> restore(key);
            case EXPIRED -> "Extend the key's expiry date, or rotate it to a version that has not expired.";
            case NOT_YET_ACTIVE -> "Wait until the key's activation date, or set it to an earlier one.";
            case WRONG_KEY_TYPE -> register(key);
            case OPERATION_NOT_PERMITTED ->
                key instanceof AzureKey
                        ? "Add wrapKey and unwrapKey to the key's permitted operations."
                        : "Let the key be used to encrypt and to decrypt.";
            case KEY_MATERIAL_MISSING -> "Import the key's material, or finish making it.";
            case VAULT_NOT_FOUND -> "Check that the vault still exists; recover it if it was deleted.";
            case TENANT_NOT_FOUND -> "Check that the tenant still exists; if it is gone, register the key again.";
            case TENANT_MISMATCH -> "Register the key again, with the tenant that its vault belongs to.";
            case APPLICATION_MISSING ->
                "Create the service principal in your tenant: az ad sp create --id <key.application_id>.";
            case SERVICE_DISABLED -> "Enable the Cloud KMS API in the key's project.";
            case NETWORK_BLOCKED -> admit(key);
        };
    }

    private static String grant(ProviderKey key) {
        return switch (key) {
            case AwsKey _ ->
                "Let every role in key.roles use the key, in its key policy: kms:DescribeKey, kms:GenerateDataKey* and"
                        + " kms:Decrypt; and check that the key exists.";
            case AzureKey azure
            when azure.host().isManagedHsm() ->
                "Give the application the managed HSM's local role Managed HSM Crypto Service Encryption User on the key:"
                        + " az keyvault role assignment create --hsm-name <hsm> --scope /keys/<key>.";
            case AzureKey _ ->
                "Give the application the role Key Vault Crypto Service Encryption User on the key, or an access policy"
                        + " with get, wrapKey and unwrapKey.";
            case GcpKey _ ->
                "Give key.security_group cloudkms.cryptoKeys.get, cloudkms.cryptoKeyVersions.useToEncrypt and"
                        + " cloudkms.cryptoKeyVersions.useToDecrypt on the key; and check that the key exists.";
        };
    }

    private static String enable(ProviderKey key) {
        return switch (key) {
            case AwsKey _, AzureKey _ -> "Enable the key.";
            case GcpKey gcp
            when gcp.namesVersion() ->
                "Enable the version that key_id names, after restoring it if it is to be destroyed; or register the key"
                        + " without a version.";
            case GcpKey _ -> "Enable the key's primary version.";
        };
    }

    private static String restore(ProviderKey key) {
        return switch (key) {
            case AwsKey _ -> "Cancel the key's deletion and enable it; a key that is deleted can't be restored.";
            case AzureKey _ -> "Recover the deleted key or vault while its retention period lasts.";
            case GcpKey _ -> "Restore the key version while it is scheduled for destruction, and enable it.";
        };
    }

    private static String register(ProviderKey key) {
        return switch (key) {
            case AwsKey _ ->
                "Register a customer managed, symmetric key for encryption and decryption (SYMMETRIC_DEFAULT).";
            case AzureKey _ -> "Register an RSA key; in a managed HSM an RSA-HSM or a 256-bit oct-HSM key.";
            case GcpKey _ -> "Register a key with the purpose ENCRYPT_DECRYPT.";
        };
    }

    private static String admit(ProviderKey key) {
        return switch (key) {
            case AwsKey _ -> "Let the networks that the platform asks from use the key.";
            case AzureKey _ -> "Let the vault's firewall admit the platform's addresses.";
            case GcpKey _ -> "Let the project's VPC Service Controls perimeter admit the platform.";
        };
    }
}
