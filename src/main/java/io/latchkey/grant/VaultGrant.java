package io.latchkey.grant;

import io.latchkey.key.AzureKey;
import io.latchkey.key.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A role on a key in an Azure Key Vault. It lets the key be read, wrap and unwrap, which is all that is asked of it: Key Vault
 * Reader, which some platforms want besides, shows every other key and secret of the vault and is needed for nothing here.
 *
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/rbac-guide">Roles for the data plane</a>
 */
final class VaultGrant {

    private static final String ROLE = "Key Vault Crypto Service Encryption User";
    /** The role's id is the same in every tenant, and its name may change. */
    private static final String ROLE_ID = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

    private static final List<String> PERMISSIONS = List.of(
            "Microsoft.KeyVault/vaults/keys/read",
            "Microsoft.KeyVault/vaults/keys/wrap/action",
            "Microsoft.KeyVault/vaults/keys/unwrap/action");

    private final Key key;
    private final AzureKey azure;
    private final AzureTenant tenant;

    VaultGrant(Key key, AzureKey azure) {
        this.key = key;
        this.azure = azure;
        this.tenant = new AzureTenant(key, azure);
    }

    Grant grant() {
        var script = new Script(
                tenant.notes("Owner or User Access Administrator of the key or its vault") + "The role is " + ROLE
                        + ".\n" + accessPolicy(),
                Stream.concat(tenant.commands().stream(), Stream.of(assign())).toList());
        return new Grant(
                key.grantees(), PERMISSIONS, scope(), Optional.empty(), script.commands(), script.text(), terraform());
    }

    private String scope() {
        return azure.keyVaultId() + "/keys/" + azure.keyName();
    }

    private String assign() {
        return "az role assignment create --role " + ROLE_ID + " --scope " + Quoted.shell(scope()) + " \\\n  "
                + tenant.assignee();
    }

    private String accessPolicy() {
        return """
                A vault with access policies does not heed roles, and its policies reach every key in it: better let it
                have roles. Else run, with the id of the application, in place of the last command
                  az keyvault set-policy --name %s --key-permissions get wrapKey unwrapKey --spn
                """.formatted(azure.vaultName());
    }

    private String terraform() {
        return tenant.terraform() + """

                resource "azurerm_role_assignment" "%1$s" {
                  scope                = %2$s
                  role_definition_name = "%3$s"
                  principal_id         = azuread_service_principal.%1$s.object_id
                  principal_type       = "ServicePrincipal"
                }
                """.formatted(GrantName.of(key.id()), Quoted.terraform(scope()), ROLE);
    }
}
