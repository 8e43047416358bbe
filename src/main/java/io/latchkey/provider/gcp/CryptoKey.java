package io.latchkey.provider.gcp;

import io.latchkey.key.Finding;
import io.latchkey.key.GcpKey;
import io.latchkey.key.KeyVersion;
import io.latchkey.key.Reason;
import io.latchkey.key.Sighting;
import io.latchkey.key.Trouble;
import io.latchkey.provider.ProbeEnded;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Cloud KMS shows of a key: whether data can be encrypted with it, and what else there is to see. Of a version that the key's id names nothing is
 * seen here unless it is the primary one: to look at another takes a permission that nobody grants; encrypting with it tells.
 *
 * @see <a href="https://cloud.google.com/kms/docs/key-states">Key states</a>
 */
final class CryptoKey {

    private static final Pattern PROJECT = Pattern.compile("^projects/[^/]+/");
    private static final Pattern NUMBERED = Pattern.compile("^projects/[0-9]+/");

    private static final Pattern NUMBER = Pattern.compile("/cryptoKeyVersions/([1-9][0-9]{0,9})$");

    private CryptoKey() {}

    /** Whether the key material is in a key manager outside Google, which can be away. */
    static boolean isExternal(JsonObject answer) {
        return answer.getValue("versionTemplate") instanceof JsonObject template
                && template.getValue("protectionLevel") instanceof String level
                && level.startsWith("EXTERNAL");
    }

    static void check(JsonObject answer, GcpKey key) {
        if (!(answer.getValue("name") instanceof String name)
                || !isSame(key.canonical(), name)
                || !(answer.getValue("purpose") instanceof String purpose)) {
            throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "the key shown is another, or none");
        }
        if (!purpose.equals("ENCRYPT_DECRYPT")) {
            throw ProbeEnded.refused(Reason.WRONG_KEY_TYPE, "the key's purpose is not ENCRYPT_DECRYPT");
        }
        if (!key.namesVersion() || isPrimary(key.keyId(), answer)) {
            checkState(primaryState(answer));
        }
    }

    /** What else is shown of a key that passed the check. */
    static Sighting sighting(JsonObject answer, GcpKey key) {
        var primary = answer.getValue("primary") instanceof JsonObject shown ? shown : new JsonObject();
        var named = key.namesVersion() ? key.keyId() : primary.getValue("name");
        var isOfUsed = !key.namesVersion() || isPrimary(key.keyId(), answer);
        var findings = EnumSet.noneOf(Finding.class);
        if (key.namesVersion()) {
            findings.add(Finding.VERSION_PINNED);
        }
        if (isOfUsed && primary.getValue("protectionLevel") instanceof String level) {
            switch (level) {
                case "SOFTWARE" -> findings.add(Finding.SOFTWARE_PROTECTION);
                case "EXTERNAL", "EXTERNAL_VPC" -> findings.add(Finding.EXTERNAL_KEY_STORE);
                default -> {}
            }
        }
        var version = Optional.of(NUMBER.matcher(String.valueOf(named)))
                .filter(Matcher::find)
                .map(number -> new KeyVersion(number.group(1), isOfUsed ? createdAt(primary) : Optional.empty()));
        return new Sighting(findings, version);
    }

    private static Optional<Instant> createdAt(JsonObject version) {
        try {
            return version.getValue("createTime") instanceof String time
                    ? Optional.of(Instant.parse(time))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether two names are one key's. A project has an id and a number, and a key that was registered with the one may be
     * shown with the other.
     *
     * @see <a href="https://cloud.google.com/resource-manager/docs/creating-managing-projects#identifying_projects">Identifying
     *     projects</a>
     */
    static boolean isSame(String asked, String shown) {
        return asked.equals(shown)
                || (NUMBERED.matcher(asked).find() && path(asked).equals(path(shown)));
    }

    /** What follows the project. */
    private static String path(String name) {
        return PROJECT.matcher(name).replaceFirst("");
    }

    private static boolean isPrimary(String version, JsonObject answer) {
        return answer.getValue("primary") instanceof JsonObject primary
                && primary.getValue("name") instanceof String name
                && isSame(version, name);
    }

    private static String primaryState(JsonObject answer) {
        if (answer.getValue("primary") == null) {
            throw ProbeEnded.refused(Reason.KEY_MATERIAL_MISSING, "the key has no primary version");
        }
        if (answer.getValue("primary") instanceof JsonObject primary
                && primary.getValue("state") instanceof String state) {
            return state;
        }
        throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "the key's primary version has no state");
    }

    private static void checkState(String state) {
        var detail = "primary version: " + (state.matches("[A-Z_]{1,64}") ? state : "unreadable");
        switch (state) {
            case "ENABLED" -> {}
            case "DISABLED" -> throw ProbeEnded.refused(Reason.KEY_DISABLED, detail);
            case "DESTROYED", "DESTROY_SCHEDULED", "PENDING_EXTERNAL_DESTRUCTION", "EXTERNAL_DESTRUCTION_FAILED" ->
                throw ProbeEnded.refused(Reason.PENDING_DELETION, detail);
            case "PENDING_IMPORT", "IMPORT_FAILED", "GENERATION_FAILED" ->
                throw ProbeEnded.refused(Reason.KEY_MATERIAL_MISSING, detail);
            case "PENDING_GENERATION" -> throw ProbeEnded.unreachable(Trouble.KEY_IN_TRANSITION, detail);
            default -> throw ProbeEnded.unreachable(Trouble.UNMAPPED, detail);
        }
    }
}
