package io.latchkey.attack;

import static org.awaitility.Awaitility.await;

import io.latchkey.support.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Line breaks, escapes and letters that turn the direction, in everything that a caller can have logged, access log
 * included: each request has its one line there, and no line begins with a caller's words.
 */
final class LogAttack implements Attack {

    private static final String FORGED = "2026-01-01 00:00:00,000 INFO  [audit] (forged) all is well";
    private static final List<String> BREAKS =
            List.of("\r\n", "\n", "\r", "\u0085", "\u2028", "\u001b[2K\r", "\u202e", "\0", "\u000b", "\\n");
    private static final Pattern BEGINNING =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} .*", Pattern.DOTALL);
    private static final Pattern RAW =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f\\u0085\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    @Override
    public String group() {
        return "log forging";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) {
        var beginning = "/the-beginning-" + UUID.randomUUID();
        arena.sent(Ask.of("GET", beginning));
        await().atMost(Duration.ofSeconds(20)).until(() -> arena.replica.log().contains(beginning));
        var before = lines(arena);
        var accesses = accesses(before);
        var asks = asks(arena);
        for (var ask : asks) {
            tally.add("as asked", arena.judge.ofAnything(ask, arena.sent(ask)));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> accesses(lines(arena)) >= accesses + asks.size());
        var now = lines(arena);
        tally.also(
                "one line for each request",
                accesses(now) == accesses + asks.size(),
                "%d lines for %d requests".formatted(accesses(now) - accesses, asks.size()));
        for (var line : now.subList(before.size(), now.size())) {
            tally.also("a line", BEGINNING.matcher(line).matches(), "begins with other words: " + line);
            tally.also("a line", !line.startsWith(FORGED), "is forged: " + line);
            tally.also("a line", !RAW.matcher(line).find(), "holds a control: " + Values.encoded(line));
        }
    }

    private static List<String> lines(Arena arena) {
        // At line feeds alone, as a program would.
        return List.of(arena.replica.log().split("\n"));
    }

    private static long accesses(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("[io.quarkus.http.access-log]"))
                .count();
    }

    private static List<Ask> asks(Arena arena) {
        var all = new ArrayList<Ask>();
        for (var each : BREAKS) {
            var text = "a" + each + FORGED;
            var url = Values.encoded(text);
            var json = Values.quoted(text);
            all.add(Ask.of("GET", "/byok/v1/keys/" + url).as(arena.acme));
            all.add(Ask.of("GET", "/" + url).as(arena.acme));
            all.add(Ask.of("GET", "/byok/v1/keys?" + url + "=" + url).as(arena.acme));
            all.add(Ask.of("GET", "/byok/v1/keys?page_token=" + url).as(arena.acme));
            all.add(Ask.of("DELETE", "/byok/v1/keys/" + url).as(arena.operator));
            all.add(Ask.of("PUT", "/byok/v1/keys/cck-000000000000/protected-resources/" + url)
                    .as(arena.acme)
                    .json("{\"kind\": " + json + ", \"display_name\": " + json + "}"));
            all.add(Ask.of("DELETE", "/admin/v1/organizations/" + arena.victim.organization() + "/api-keys/" + url)
                    .as(arena.operator));
            all.add(Ask.of("PATCH", "/admin/v1/organizations/" + url)
                    .as(arena.acme)
                    .json("{\"name\": " + json + "}"));
            all.add(Ask.of("POST", "/admin/v1/organizations").as(arena.operator).json("{\"name\": " + json + "}"));
            all.add(Ask.of("POST", "/byok/v1/keys")
                    .as(arena.acme)
                    .json(Samples.awsKey()
                            .replaceFirst("\\{", "{\"display_name\": " + json.replace("\\", "\\\\") + ", ")));
            all.add(Ask.of("POST", "/byok/v1/webhooks").as(arena.hooks).json("{\"url\": " + json + "}"));
            all.add(Ask.of("GET", "/byok/v1/keys").as(new Caller(arena.acme.organization(), text, text)));
            all.add(Ask.of("GET", "/byok/v1/keys")
                    .with(
                            "Authorization",
                            "Bearer " + Base64.getUrlEncoder().encodeToString(text.getBytes()) + ".e30.a"));
            if (!each.contains("\n") && !each.contains("\r") && !each.contains("\0") && !each.contains("\u000b")) {
                for (var header : List.of(
                        "X-Request-Id", "User-Agent", "Referer", "X-Forwarded-For", "Idempotency-Key", "If-Match")) {
                    if (each.charAt(0) != '\u001b') {
                        all.add(Ask.of("GET", "/byok/v1/keys").as(arena.acme).with(header, text));
                    }
                }
            }
        }
        return all;
    }
}
