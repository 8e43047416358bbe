package io.latchkey.provider.azure;

import io.latchkey.key.AzureKey;
import io.latchkey.key.Finding;
import io.latchkey.key.KeyVersion;
import io.latchkey.key.Reason;
import io.latchkey.key.Sighting;
import io.latchkey.key.Trouble;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.provider.ProbeEnded;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The present version of a key that can be wrapped with, as GET key shows it.
 *
 * @param version its 32 hexadecimal digits
 * @param algorithm how it wraps
 * @param sighting what else there is to see
 * @see <a href="https://learn.microsoft.com/rest/api/keyvault/keys/get-key/get-key">Get key</a>
 * @see <a href="https://learn.microsoft.com/azure/key-vault/keys/about-keys-details">Key types, attributes, operations</a>
 */
record VaultKey(String version, String algorithm, Sighting sighting) {

    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{32}");

    /** Later than any time that makes sense. */
    private static final long LAST = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    static VaultKey read(CloudAnswer shown, AzureKey asked) {
        var answer = shown.json();
        if (!(answer.getValue("key") instanceof JsonObject key)
                || !(answer.getValue("attributes") instanceof JsonObject attributes)
                || !(key.getValue("kid") instanceof String kid)
                || !(key.getValue("kty") instanceof String type)
                || !(attributes.getValue("enabled") instanceof Boolean enabled)) {
            throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "GET key shows no key");
        }
        var version = version(kid, asked);
        var algorithm = switch (type) {
            case "RSA", "RSA-HSM" -> "RSA-OAEP-256";
            case "oct-HSM" -> "A256KW";
            default -> throw ProbeEnded.refused(Reason.WRONG_KEY_TYPE, "GET key: another kty than RSA or oct-HSM");
        };
        if (!enabled) {
            throw ProbeEnded.refused(Reason.KEY_DISABLED, "GET key: not enabled");
        }
        shown.date().ifPresent(now -> requireInForce(attributes, now));
        if (key.getValue("key_ops") instanceof JsonArray operations
                && !(operations.contains("wrapKey") && operations.contains("unwrapKey"))) {
            throw ProbeEnded.refused(Reason.OPERATION_NOT_PERMITTED, "GET key: key_ops lacks wrapKey or unwrapKey");
        }
        var created = attributes.getValue("created") instanceof Number time
                ? Optional.of(Instant.EPOCH.plusSeconds(Math.clamp(time.longValue(), 0, LAST)))
                : Optional.<Instant>empty();
        return new VaultKey(
                version,
                algorithm,
                new Sighting(findings(key, attributes, shown.date()), Optional.of(new KeyVersion(version, created))));
    }

    private static Set<Finding> findings(JsonObject key, JsonObject attributes, Optional<Instant> now) {
        var findings = EnumSet.noneOf(Finding.class);
        if (key.getValue("key_ops") instanceof JsonArray operations
                && !Set.of("wrapKey", "unwrapKey").containsAll(operations.getList())) {
            findings.add(Finding.OPERATIONS_TOO_BROAD);
        }
        if (attributes.getValue("recoveryLevel") instanceof String level && level.contains("Purgeable")) {
            findings.add(Finding.NO_PURGE_PROTECTION);
        }
        if (attributes.getValue("exp") instanceof Number until
                && now.filter(today ->
                                until.longValue() <= today.plus(Finding.SOON).getEpochSecond())
                        .isPresent()) {
            findings.add(Finding.EXPIRES_SOON);
        }
        return findings;
    }

    /** By the vault's clock: ours may be wrong, and a vault that does not tell the time says the same when it is to wrap. */
    private static void requireInForce(JsonObject attributes, Instant now) {
        if (attributes.getValue("nbf") instanceof Number from && now.getEpochSecond() < from.longValue()) {
            throw ProbeEnded.refused(Reason.NOT_YET_ACTIVE, "GET key: nbf is to come");
        }
        if (attributes.getValue("exp") instanceof Number until && now.getEpochSecond() >= until.longValue()) {
            throw ProbeEnded.refused(Reason.EXPIRED, "GET key: exp has passed");
        }
    }

    private static String version(String kid, AzureKey asked) {
        var written = kid.toLowerCase(Locale.ROOT);
        var before = asked.canonical() + "/";
        if (!written.startsWith(before)
                || !VERSION.matcher(written.substring(before.length())).matches()) {
            throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "GET key shows another key");
        }
        return written.substring(before.length());
    }
}
