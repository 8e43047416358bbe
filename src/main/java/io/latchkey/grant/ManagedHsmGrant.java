package io.latchkey.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.key.AzureKey;
import io.latchkey.key.Key;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A local role on a key in an Azure managed HSM, which those of Azure do not reach.
 *
 * @see <a href="https://learn.microsoft.com/azure/key-vault/managed-hsm/built-in-roles">Local built-in roles</a>
 */
final class ManagedHsmGrant {

    private static final String ROLE = "Managed HSM Crypto Service Encryption User";
    private static final String ROLE_ID = "33413926-3206-4cdd-b39a-83574fe37a17";

    private static final List<String> PERMISSIONS = List.of(
            "Microsoft.KeyVault/managedHsm/keys/read/action",
            "Microsoft.KeyVault/managedHsm/keys/wrap/action",
            "Microsoft.KeyVault/managedHsm/keys/unwrap/action");

    private final Key key;
    private final AzureKey azure;
    private final AzureTenant tenant;

    ManagedHsmGrant(Key key, AzureKey azure) {
        this.key = key;
        this.azure = azure;
        this.tenant = new AzureTenant(key, azure);
    }

    Grant grant() {
        var script = new Script(
                tenant.notes("Managed HSM Administrator or Policy Administrator of the HSM"),
                Stream.concat(tenant.commands().stream(), Stream.of(assign())).toList());
        return new Grant(
                key.grantees(), PERMISSIONS, scope(), Optional.empty(), script.commands(), script.text(), terraform());
    }

    /** Within the HSM, as its local roles name it. */
    private String scope() {
        return "/keys/" + azure.keyName();
    }

    /** Asks first: a second assignment of the same role is refused. */
    private String assign() {
        var place = "--hsm-name " + Quoted.shell(azure.vaultName()) + " --scope " + Quoted.shell(scope()) + " --role "
                + Quoted.shell(ROLE);
        return Script.unless(
                "az keyvault role assignment list " + place + " --assignee " + Quoted.shell(tenant.application())
                        + " \\\n  --query '[].id' --output tsv | grep -q .",
                "az keyvault role assignment create " + place + " \\\n  " + tenant.assignee());
    }

    /** An assignment is named by a UUID of its maker's choice. */
    private String terraform() {
        return tenant.terraform()
                + """

                data "azurerm_key_vault_managed_hardware_security_module_role_definition" "%1$s" {
                  managed_hsm_id = %2$s
                  name           = "%3$s" # %4$s
                }

                resource "azurerm_key_vault_managed_hardware_security_module_role_assignment" "%1$s" {
                  managed_hsm_id     = %2$s
                  name               = "%5$s"
                  scope              = %6$s
                  role_definition_id = data.azurerm_key_vault_managed_hardware_security_module_role_definition.%1$s.resource_manager_id
                  principal_id       = azuread_service_principal.%1$s.object_id
                }
                """.formatted(
                                GrantName.of(key.id()),
                                Quoted.terraform(azure.keyVaultId()),
                                ROLE_ID,
                                ROLE,
                                UUID.nameUUIDFromBytes(key.id().value().getBytes(UTF_8)),
                                Quoted.terraform(scope()));
    }
}
