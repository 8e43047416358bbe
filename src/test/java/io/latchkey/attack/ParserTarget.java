package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.api.EdgeParsers;
import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.DisplayName;
import io.latchkey.key.GcpKey;
import io.latchkey.key.IdempotencyKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.RefusedException;
import io.latchkey.key.ResourceId;
import io.latchkey.key.ResourceKind;
import io.latchkey.organization.WebhookId;
import io.latchkey.organization.WebhookUrl;
import java.util.Arrays;
import java.util.Set;

/** All that reads a caller's text, behind one door that a fuzzer knocks at. The first byte chooses the parser. */
public final class ParserTarget {

    static final int PARSERS = 13;

    private static final String VAULT = "/subscriptions/5e7b1c3a-0000-4000-8000-000000000001/resourceGroups/group"
            + "/providers/Microsoft.KeyVault/vaults/acme";
    private static final String TENANT = "5e7b1c3a-0000-4000-8000-000000000002";

    private ParserTarget() {}

    /** By the name that Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            var choice = input[0] & 0xff;
            var rest = Arrays.copyOfRange(input, 1, input.length);
            // Half of them with surrogates that stand alone.
            read(choice % PARSERS, new String(rest, choice < 128 ? UTF_8 : UTF_16LE));
        }
    }

    /** Takes the text or refuses it; whatever else is thrown is a find. */
    static void read(int parser, String text) {
        try {
            switch (parser) {
                case 0 -> echoed(text, AwsKey.parse(text));
                case 1 -> echoed(text, AzureKey.parse(text, VAULT, TENANT));
                case 2 -> AzureKey.parse("https://acme.vault.azure.net/keys/key", text, TENANT);
                case 3 -> AzureKey.parse("https://acme.vault.azure.net/keys/key", VAULT, text);
                case 4 -> echoed(text, GcpKey.parse(text));
                case 5 -> DisplayName.parse(text);
                case 6 -> WebhookUrl.parse(text, Set.of()).ifPresent(url -> publicOnly(url, text));
                case 7 -> {
                    KeyId.parse(text);
                    WebhookId.parse(text);
                }
                case 8 -> {
                    IdempotencyKey.parse(text);
                    ResourceId.parse(text);
                    ResourceKind.parse(text);
                }
                case 9 -> EdgeParsers.pageToken(text);
                case 10 -> EdgeParsers.entityTag(text);
                case 11 -> EdgeParsers.uuid(text);
                default -> EdgeParsers.body(text);
            }
        } catch (RefusedException e) {
            // Which is what a parser is for.
        }
    }

    private static void echoed(String text, ProviderKey key) {
        if (!key.identifier().equals(text)) {
            throw new IllegalStateException("not as it was given: " + key.identifier());
        }
        if (key.canonical().chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
            throw new IllegalStateException("odd letters in " + key.canonical());
        }
    }

    private static void publicOnly(WebhookUrl url, String text) {
        var host = url.value().getHost();
        if (!url.isEncrypted() || !host.contains(".") || host.matches("[0-9.]+") || host.startsWith("[")) {
            throw new IllegalStateException("not a public name: " + text);
        }
    }
}
