package io.latchkey.grant;

import io.latchkey.key.GcpKey;
import io.latchkey.key.KeyId;
import java.util.List;

/**
 * The role and its binding for Terraform.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_kms_crypto_key_iam">google_kms_crypto_key_iam_member</a>
 */
record GcpTerraform(KeyId id, GcpKey key, String member, List<String> permissions) {

    String text() {
        return variable()
                + """
                resource "google_project_iam_custom_role" "%1$s" {
                  project     = %2$s
                  role_id     = "%1$s"
                  title       = "Use of key %3$s"
                  permissions = %4$s
                }

                resource "google_kms_crypto_key_iam_member" "%1$s" {
                  crypto_key_id = %5$s
                  role          = google_project_iam_custom_role.%1$s.name
                  member        = %6$s
                }
                """.formatted(
                                GrantName.of(id),
                                key.hasProjectNumber()
                                        ? "var." + GrantName.of(id) + "_project"
                                        : Quoted.terraform(key.project()),
                                id.value(),
                                Quoted.terraform(permissions),
                                Quoted.terraform(key.canonical()),
                                Quoted.terraform(member));
    }

    /** A role's name wants the project's id, and there is none in the key's. */
    private String variable() {
        return key.hasProjectNumber() ? """
                variable "%s_project" {
                  type        = string
                  description = "The id of the project with the number %s"
                }

                """.formatted(GrantName.of(id), key.project()) : "";
    }
}
