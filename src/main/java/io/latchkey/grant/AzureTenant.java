package io.latchkey.grant;

import io.latchkey.key.AzureKey;
import io.latchkey.key.Key;
import java.util.List;

/** What comes first for every key in Azure: the platform's application gets a service principal in the owner's tenant. */
record AzureTenant(Key key, AzureKey azure) {

    String application() {
        return key.grantees().getFirst();
    }

    /** The cloud, the tenant and the subscription may be others than somebody's shell has at the moment. */
    List<String> commands() {
        var subscription = Quoted.shell(azure.subscription());
        var tenant = Quoted.shell(azure.tenantId());
        var application = Quoted.shell(application());
        return List.of(
                "az cloud set --name " + AzureCloud.of(azure.host()).label(),
                Script.unless(
                        "az account show --subscription " + subscription
                                + " --query tenantId --output tsv 2>/dev/null | grep -qix " + tenant,
                        "az login --tenant " + tenant),
                "az account set --subscription " + subscription,
                Script.unless(
                        "az ad sp show --id " + application + " --output none 2>/dev/null",
                        "az ad sp create --id " + application + " --output none"));
    }

    /** The service principal for a command's options: by its own id it is found before Azure has told all its parts of it. */
    String assignee() {
        return "--assignee-principal-type ServicePrincipal --assignee-object-id \\\n  \"$(az ad sp show --id "
                + Quoted.shell(application()) + " --query id --output tsv)\"";
    }

    String notes(String owner) {
        return """
                Lets the platform use the key that it calls %s, and no other.
                For a POSIX shell with the Azure CLI, signed in to tenant %s
                as somebody who may add applications there and is %s.
                To run this twice does no harm.
                Git Bash on Windows takes scopes for paths: export MSYS_NO_PATHCONV=1 first.
                """.formatted(key.id().value(), azure.tenantId(), owner);
    }

    String terraform() {
        return Quoted.comment("""
                For the providers azurerm and azuread with
                  environment     = "%s"
                  tenant_id       = "%s"
                  subscription_id = "%s" (azurerm only)
                """.formatted(
                                AzureCloud.of(azure.host()).environment(), azure.tenantId(), azure.subscription()))
                + """
                resource "azuread_service_principal" "%s" {
                  client_id    = %s
                  use_existing = true
                }
                """.formatted(GrantName.of(key.id()), Quoted.terraform(application()));
    }
}
