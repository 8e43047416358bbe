package io.latchkey.attack;

import static org.awaitility.Awaitility.await;

import io.latchkey.outbound.HostileHosts;
import io.latchkey.support.Samples;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** Webhooks and keys that would have the service connect to where it must not: what it asks its only way out for is looked at. */
final class SsrfAttack implements Attack {

    private static final Set<String> HOSTS = Set.of(
            "localhost",
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "0",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[fd00:ec2::254]",
            "[fe80::1]",
            "[64:ff9b::7f00:1]",
            "[::127.0.0.1]",
            "[fe80::1%25lo]",
            "①②⑦.⓪.⓪.①",
            "127。0。0。1",
            "loc\u00adalhost",
            "LOCALHOST",
            "localhost.",
            "metadata",
            "8.8.8.8",
            "255.255.255.255",
            "224.0.0.1",
            "1.1.1.1.",
            "a",
            "a.1",
            "-a.example",
            "a_b.example",
            "a..example",
            ".example",
            "example.",
            "xn--.",
            "a.b.c.d.0x7f",
            "user@example.com",
            "example.com#@127.0.0.1",
            "127.0.0.1#.example.com",
            "127.0.0.1?.example.com",
            "127.0.0.1/.example.com",
            "127.0.0.1\\.example.com",
            "example.com:0",
            "example.com:-1",
            "example.com:65536",
            "example.com:99999999999",
            "127.0.0.1%00.example.com",
            "127.0.0.1%2eexample.com",
            "a".repeat(64) + ".example.com",
            "a.".repeat(200) + "com");

    private static final Pattern CLOUDS =
            Pattern.compile("CONNECT ([a-z0-9-]+\\.)*(amazonaws\\.com(\\.cn)?|amazonaws\\.eu|"
                    + "vault\\.azure\\.(net|cn)|vault\\.usgovcloudapi\\.net|managedhsm\\.azure\\.(net|cn)|"
                    + "managedhsm\\.usgovcloudapi\\.net|login\\.microsoftonline\\.(com|us)|"
                    + "login\\.partner\\.microsoftonline\\.cn|login\\.chinacloudapi\\.cn):443 HTTP/1\\.1");
    private static final Pattern RECEIVER =
            Pattern.compile("CONNECT [a-z]+\\.attack-run\\.invalid:(443|8443) HTTP/1\\.1");

    @Override
    public String group() {
        return "SSRF";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) {
        urls().forEach(url -> refused(arena, "/byok/v1/webhooks", "{\"url\": " + Values.quoted(url) + "}", url, tally));
        for (var url : HostileHosts.URLS) {
            refused(arena, "/byok/v1/keys", azure(url, "acme"), url, tally);
        }
        for (var label : HostileHosts.LABELS) {
            sent(arena, azure("https://" + label + ".vault.azure.net/keys/key", label), label, tally);
            sent(
                    arena,
                    "{\"key\": {\"kind\": \"AwsKey\", \"key_arn\": "
                            + Values.quoted(
                                    "arn:aws:kms:" + label + ":111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                            + "}}",
                    label,
                    tally);
        }
        // Good ones, so that it is seen that the trap is the way out.
        arena.make(arena.acme, "/byok/v1/keys", Samples.awsKey());
        arena.make(arena.acme, "/byok/v1/keys", Samples.azureKey("acme", "good"));
        arena.make(arena.acme, "/byok/v1/webhooks", "{\"url\": \"https://hooks.attack-run.invalid:8443/a\"}");
        arena.make(arena.acme, "/byok/v1/keys", Samples.awsKey());
        for (var part : List.of("amazonaws", "acme.vault", "hooks.")) {
            try {
                await().atMost(Duration.ofSeconds(20)).until(() -> asked(arena, part));
                tally.also("the way out for " + part, true, "");
            } catch (ConditionTimeoutException e) {
                tally.also("the way out for " + part, false, "was not taken: " + arena.trap.asked());
            }
        }
        var asked = new LinkedHashSet<>(arena.trap.asked());
        for (var line : asked) {
            tally.also(
                    "the way out",
                    CLOUDS.matcher(line).matches() || RECEIVER.matcher(line).matches(),
                    "it would have connected: " + line);
        }
        tally.remark(
                "SSRF: the way out was asked for %d different hosts, all of them the clouds' own or a webhook's of a public name."
                        .formatted(asked.size()));
    }

    private static boolean asked(Arena arena, String part) {
        return arena.trap.asked().stream().anyMatch(line -> line.contains(part));
    }

    private static List<String> urls() {
        var all = new ArrayList<>(
                HostileHosts.URLS.stream().filter(url -> !isPublic(url)).toList());
        for (var host : HOSTS) {
            all.add("https://" + host + "/");
        }
        all.add("http://example.com/");
        all.add("https://");
        all.add("https:///path");
        all.add("");
        all.add("HTTPS//example.com");
        all.add("data:text/plain,a");
        all.add("https://example.com/" + "a".repeat(1_024));
        return all;
    }

    /** For a webhook any host with a public name will do, at any port. */
    private static boolean isPublic(String url) {
        try {
            var read = new URI(url);
            return url.startsWith("https://")
                    && read.getHost() != null
                    && read.getHost().matches("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}")
                    && read.getRawUserInfo() == null
                    && read.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String azure(String url, String vault) {
        return "{\"key\": {\"kind\": \"AzureKey\", \"key_id\": " + Values.quoted(url) + ", \"key_vault_id\": "
                + Values.quoted("/subscriptions/5e7b1c3a-0000-4000-8000-000000000001/resourceGroups/group"
                        + "/providers/Microsoft.KeyVault/vaults/" + vault)
                + ", \"tenant_id\": \"5e7b1c3a-0000-4000-8000-000000000002\"}}";
    }

    private static void refused(Arena arena, String path, String body, String name, Tally tally) {
        var answer = sentTo(arena, path, body, name, tally);
        tally.also(
                "refuses " + shortened(name),
                answer.status() >= 400 && answer.status() < 500,
                answer.start() + answer.body());
    }

    private static void sent(Arena arena, String body, String name, Tally tally) {
        sentTo(arena, "/byok/v1/keys", body, name, tally);
    }

    private static Answer sentTo(Arena arena, String path, String body, String name, Tally tally) {
        var ask = Ask.of("POST", path).as(arena.acme).json(body);
        var answer = arena.sent(ask);
        tally.add(path + " " + shortened(name), arena.judge.ofAnything(ask, answer));
        return answer.orElseThrow();
    }

    private static String shortened(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "…" : name;
    }
}
