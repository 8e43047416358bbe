package io.latchkey.grant;

import io.latchkey.key.GcpKey;
import io.latchkey.key.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A role of the owner's own with just what is needed, bound on a key in Google Cloud KMS. The ready-made role for encrypting and
 * decrypting does not let the key be looked at.
 *
 * @see <a href="https://cloud.google.com/kms/docs/iam">Access control with IAM</a>
 */
final class GcpGrant {

    private static final List<String> PERMISSIONS = List.of(
            "cloudkms.cryptoKeys.get",
            "cloudkms.cryptoKeyVersions.useToEncrypt",
            "cloudkms.cryptoKeyVersions.useToDecrypt");

    /** What the commands call the project's id where the key has its number: a role's name wants the id. */
    private static final String VARIABLE = "LATCHKEY_PROJECT";

    private final Key key;
    private final GcpKey gcp;
    private final String role;
    private final String member;

    GcpGrant(Key key, GcpKey gcp) {
        this.key = key;
        this.gcp = gcp;
        this.role = GrantName.of(key.id());
        this.member = "group:" + key.grantees().getFirst();
    }

    Grant grant() {
        var script = new Script(notes(), commands());
        return new Grant(
                key.grantees(),
                PERMISSIONS,
                gcp.canonical(),
                Optional.empty(),
                script.commands(),
                script.text(),
                new GcpTerraform(key.id(), gcp, member, PERMISSIONS).text());
    }

    private String notes() {
        return """
                Lets the platform use the key that it calls %s, and no other.
                For a POSIX shell with the Google Cloud CLI, signed in as somebody who may make roles in project
                %s and set the IAM policy of the key. To run this twice does no harm.
                """.formatted(key.id().value(), gcp.project())
                + (gcp.namesVersion() ? "Cloud KMS lets whole keys be used, not single versions of them.\n" : "");
    }

    private List<String> commands() {
        var describe = "gcloud iam roles describe " + role + " --project " + project();
        var create = "gcloud iam roles create " + role + " --project " + project() + " --title "
                + Quoted.shell("Use of key " + key.id().value()) + " \\\n    --permissions "
                + String.join(",", PERMISSIONS);
        var bind = "gcloud kms keys add-iam-policy-binding " + Quoted.shell(gcp.canonical()) + " \\\n  --member "
                + Quoted.shell(member) + " --role " + roleName()
                + " --condition None";
        return Stream.concat(lookup().stream(), Stream.of(Script.unless(describe + " >/dev/null 2>&1", create), bind))
                .toList();
    }

    private Optional<String> lookup() {
        return gcp.hasProjectNumber()
                ? Optional.of(VARIABLE + "=$(gcloud projects describe " + Quoted.shell(gcp.project())
                        + " --format 'value(projectId)')")
                : Optional.empty();
    }

    private String project() {
        return gcp.hasProjectNumber() ? "\"$" + VARIABLE + "\"" : Quoted.shell(gcp.project());
    }

    private String roleName() {
        return gcp.hasProjectNumber()
                ? "\"projects/$" + VARIABLE + "/roles/" + role + "\""
                : Quoted.shell("projects/" + gcp.project() + "/roles/" + role);
    }
}
