# For the providers azurerm and azuread with
#   environment     = "usgovernment"
#   tenant_id       = "7e0a4b6c-0000-4000-8000-000000000002"
#   subscription_id = "0a1b2c3d-0000-4000-8000-000000000001" (azurerm only)
resource "azuread_service_principal" "latchkey_cck_a1b2c3d4e5f6" {
  client_id    = "5e7b1c3a-0000-4000-8000-00000000de50"
  use_existing = true
}

data "azurerm_key_vault_managed_hardware_security_module_role_definition" "latchkey_cck_a1b2c3d4e5f6" {
  managed_hsm_id = "/subscriptions/0a1b2c3d-0000-4000-8000-000000000001/resourceGroups/keys/providers/Microsoft.KeyVault/managedHSMs/acme"
  name           = "33413926-3206-4cdd-b39a-83574fe37a17" # Managed HSM Crypto Service Encryption User
}

resource "azurerm_key_vault_managed_hardware_security_module_role_assignment" "latchkey_cck_a1b2c3d4e5f6" {
  managed_hsm_id     = "/subscriptions/0a1b2c3d-0000-4000-8000-000000000001/resourceGroups/keys/providers/Microsoft.KeyVault/managedHSMs/acme"
  name               = "be21834d-c609-37da-8fc1-72bee42140b9"
  scope              = "/keys/billing"
  role_definition_id = data.azurerm_key_vault_managed_hardware_security_module_role_definition.latchkey_cck_a1b2c3d4e5f6.resource_manager_id
  principal_id       = azuread_service_principal.latchkey_cck_a1b2c3d4e5f6.object_id
}
