variable "latchkey_cck_a1b2c3d4e5f6_project" {
  type        = string
  description = "The id of the project with the number 415104041262"
}

resource "google_project_iam_custom_role" "latchkey_cck_a1b2c3d4e5f6" {
  project     = var.latchkey_cck_a1b2c3d4e5f6_project
  role_id     = "latchkey_cck_a1b2c3d4e5f6"
  title       = "Use of key cck-a1b2c3d4e5f6"
  permissions = ["cloudkms.cryptoKeys.get", "cloudkms.cryptoKeyVersions.useToEncrypt", "cloudkms.cryptoKeyVersions.useToDecrypt"]
}

resource "google_kms_crypto_key_iam_member" "latchkey_cck_a1b2c3d4e5f6" {
  crypto_key_id = "projects/415104041262/locations/europe-west3/keyRings/ring/cryptoKeys/billing"
  role          = google_project_iam_custom_role.latchkey_cck_a1b2c3d4e5f6.name
  member        = "group:latchkey@example.com"
}
