# For the providers azurerm and azuread with
#   environment     = "china"
#   tenant_id       = "7e0a4b6c-0000-4000-8000-000000000002"
#   subscription_id = "0a1b2c3d-0000-4000-8000-000000000001" (azurerm only)
resource "azuread_service_principal" "latchkey_cck_a1b2c3d4e5f6" {
  client_id    = "5e7b1c3a-0000-4000-8000-00000000de50"
  use_existing = true
}

resource "azurerm_role_assignment" "latchkey_cck_a1b2c3d4e5f6" {
  scope                = "/subscriptions/0a1b2c3d-0000-4000-8000-000000000001/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme/keys/billing"
  role_definition_name = "Key Vault Crypto Service Encryption User"
  principal_id         = azuread_service_principal.latchkey_cck_a1b2c3d4e5f6.object_id
  principal_type       = "ServicePrincipal"
}
