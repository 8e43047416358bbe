package io.latchkey.provider.gcp;

import io.latchkey.key.Finding;
import io.latchkey.key.Inspection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * The permissions on a key that are worth asking about. Who asks needs none.
 *
 * @see <a href="https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/testIamPermissions">Testing
 *     permissions</a>
 * @see <a href="https://cloud.google.com/kms/docs/reference/permissions-and-roles">Permissions and roles</a>
 */
enum Permission {
    GET("cryptoKeys.get", true, Finding.LOOK_DENIED),
    ENCRYPT("cryptoKeyVersions.useToEncrypt", true, Finding.USE_TO_ENCRYPT_DENIED),
    DECRYPT("cryptoKeyVersions.useToDecrypt", true, Finding.USE_TO_DECRYPT_DENIED),
    DESTROY("cryptoKeyVersions.destroy", false, Finding.MAY_DESTROY),
    CHANGE_VERSION("cryptoKeyVersions.update", false, Finding.MAY_CHANGE),
    CHANGE("cryptoKeys.update", false, Finding.MAY_CHANGE),
    GRANT("cryptoKeys.setIamPolicy", false, Finding.MAY_GRANT);

    private final String suffix;
    private final boolean isNeeded;
    private final Finding finding;

    Permission(String suffix, boolean isNeeded, Finding finding) {
        this.suffix = suffix;
        this.isNeeded = isNeeded;
        this.finding = finding;
    }

    /** Those without which a key can't be used. */
    static List<Permission> needed() {
        return Arrays.stream(values()).filter(permission -> permission.isNeeded).toList();
    }

    /** Some of those that nobody needs who only uses a key. */
    static List<Permission> excessive() {
        return Arrays.stream(values())
                .filter(permission -> !permission.isNeeded)
                .toList();
    }

    static JsonObject question(List<Permission> asked) {
        return new JsonObject()
                .put(
                        "permissions",
                        new JsonArray(asked.stream().map(Permission::fullName).toList()));
    }

    /** What the answer tells: it names those that are held, and has no member if none is. */
    static Inspection told(List<Permission> asked, JsonObject answer) {
        if (!(answer.getValue("permissions", new JsonArray()) instanceof JsonArray held)) {
            return Inspection.NONE;
        }
        var answered = EnumSet.noneOf(Finding.class);
        var found = EnumSet.noneOf(Finding.class);
        for (var permission : asked) {
            answered.add(permission.finding);
            if (held.contains(permission.fullName()) != permission.isNeeded) {
                found.add(permission.finding);
            }
        }
        return new Inspection(answered, found);
    }

    private String fullName() {
        return "cloudkms." + suffix;
    }
}
