package io.latchkey.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key in an Azure Key Vault or managed HSM.
 *
 * @param keyId the key's URL without a version, {@code https://<vault>.<host suffix>/keys/<name>}
 * @param keyVaultId the Azure Resource Manager id of that vault or managed HSM
 * @param tenantId the Entra tenant (UUID) that holds the vault
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates">Object identifiers</a>
 */
public record AzureKey(String keyId, String keyVaultId, String tenantId) implements ProviderKey {

    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String VAULT = "[a-z](?:-?[a-z0-9]){1,23}";
    private static final Pattern KEY_ID = Pattern.compile(
            "https://(?<vault>" + VAULT + ")\\.(?<host>[a-z.]+)(?::443)?"
                    + "/keys/(?<name>[a-z0-9-]{1,127})(?<version>/[0-9a-f]{32})?/?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY_VAULT_ID = Pattern.compile(
            "/subscriptions/" + UUID + "/resourceGroups/[\\p{L}\\p{N}_.()-]{0,89}[\\p{L}\\p{N}_()-]"
                    + "/providers/Microsoft\\.KeyVault/(?<type>vaults|managedHSMs)/(?<vault>" + VAULT + ")",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TENANT_ID = Pattern.compile(UUID, Pattern.CASE_INSENSITIVE);

    /**
     * Reads the three texts as a customer wrote them.
     *
     * @throws RefusedException with a fault for each text that is wrong, at {@code /key_id}, {@code /key_vault_id} and
     *     {@code /tenant_id}
     */
    public static AzureKey parse(String keyId, String keyVaultId, String tenantId) {
        var faults = new ArrayList<Fault>();
        var key = KEY_ID.matcher(keyId);
        var vault = KEY_VAULT_ID.matcher(keyVaultId);
        keyIdFault(key).ifPresent(faults::add);
        vaultFault(vault)
                .or(() -> namesAVault(key) ? disagreement(vault, key) : Optional.empty())
                .ifPresent(faults::add);
        if (!TENANT_ID.matcher(tenantId).matches()) {
            faults.add(Fault.at(
                    "/tenant_id",
                    "tenant_id is not a UUID.",
                    "Give the vault's tenant; `az account show --query tenantId` shows it."));
        }
        if (!faults.isEmpty()) {
            throw new RefusedException(List.copyOf(faults));
        }
        return new AzureKey(keyId, keyVaultId, tenantId);
    }

    private static Optional<Fault> keyIdFault(Matcher key) {
        if (!key.matches() || !isNameOfVault(key.group("vault"))) {
            return Optional.of(Fault.at(
                    "/key_id",
                    "key_id is not the URL of a key.",
                    "Give it in the form https://vault-name.vault.azure.net/keys/key-name."));
        }
        if (AzureHost.of(key.group("host")).isEmpty()) {
            return Optional.of(Fault.at(
                    "/key_id",
                    "key_id names a host that is not a key vault's.",
                    "Use one of " + AzureHost.suffixes() + "."));
        }
        if (key.group("version") != null) {
            return Optional.of(Fault.at(
                    "/key_id",
                    "key_id names one version of the key.",
                    "Leave out the version, so that the key can be rotated: end the URL after the key's name."));
        }
        return Optional.empty();
    }

    /** Whether the key id, right or not in its other parts, says which vault it means. */
    private static boolean namesAVault(Matcher key) {
        return key.matches()
                && isNameOfVault(key.group("vault"))
                && AzureHost.of(key.group("host")).isPresent();
    }

    private static Optional<Fault> vaultFault(Matcher vault) {
        return vault.matches() && isNameOfVault(vault.group("vault"))
                ? Optional.empty()
                : Optional.of(Fault.at(
                        "/key_vault_id",
                        "key_vault_id is not the resource id of a key vault.",
                        "`az keyvault show --name <vault> --query id` shows it."));
    }

    /** What is wrong between the two although each is right by itself. */
    private static Optional<Fault> disagreement(Matcher vault, Matcher key) {
        if (!vault.group("vault").equalsIgnoreCase(key.group("vault"))) {
            return Optional.of(Fault.at(
                    "/key_vault_id",
                    "key_vault_id names another vault than key_id does.",
                    "Give the resource id of the vault in key_id."));
        }
        return AzureHost.of(key.group("host"))
                .filter(host -> !host.resourceType().equalsIgnoreCase(vault.group("type")))
                .map(_ -> Fault.at(
                        "/key_vault_id",
                        "key_vault_id and key_id disagree: one names a vault, the other a managed HSM.",
                        "Give the resource id of the vault or managed HSM in key_id."));
    }

    /** A vault's name has 3 to 24 characters; the pattern has seen to the rest. */
    private static boolean isNameOfVault(String name) {
        return name.length() >= 3 && name.length() <= 24;
    }

    @Override
    public Provider provider() {
        return Provider.AZURE;
    }

    @Override
    public String identifier() {
        return keyId;
    }

    /** In lower case, without port and trailing slash: Azure compares names without their case. */
    @Override
    public String canonical() {
        return "https://" + vaultName() + "." + group("host") + "/keys/" + keyName();
    }

    /** The name of the vault or managed HSM, in lower case. */
    public String vaultName() {
        return group("vault");
    }

    /** What kind of vault that is, in which of Azure's clouds. */
    public AzureHost host() {
        return AzureHost.of(group("host")).orElseThrow(() -> new IllegalStateException("not a key id that was parsed"));
    }

    /** The name of the key within its vault, in lower case. */
    public String keyName() {
        return group("name");
    }

    /** The subscription that holds the vault, a UUID as the customer wrote it. */
    public String subscription() {
        return keyVaultId.split("/", -1)[2];
    }

    private String group(String name) {
        var key = KEY_ID.matcher(keyId);
        if (!key.matches()) {
            throw new IllegalStateException("not a key id that was parsed");
        }
        return key.group(name).toLowerCase(Locale.ROOT);
    }
}
