package io.latchkey.attack;

import io.latchkey.attack.Document.Operation;
import io.latchkey.support.Samples;
import java.util.ArrayList;
import java.util.List;

/** Headers too large, too many, twice, forged and odd, on a reading operation and on one that registers a key. */
final class HeadersAttack implements Attack {

    private static final List<String> ACCEPT = List.of(
            "*/*;q=0",
            "application/*",
            "text/html",
            "application/json;q=0",
            ";;;",
            ",",
            "a",
            "application/json, */*;q=0.1",
            "application/json;version=9",
            "*",
            "application/" + "x".repeat(3_000),
            "text/plain, ".repeat(300) + "a/b");

    private static final List<String> CONTENT_TYPE = List.of(
            "application/json; charset=utf-16",
            "application/json;charset=nonsense",
            "text/json",
            "application/*",
            "*/*",
            "application/vnd.api+json",
            "application/json; boundary=\"",
            "json",
            "/",
            ";",
            "application/json, text/plain",
            "APPLICATION/JSON",
            "application/merge-patch+json",
            "multipart/form-data");

    private static final List<String> AUTHORIZATION = List.of(
            "Basic",
            "Basic ",
            "Basic Og==",
            "Basic !!!!",
            "Basic bm9jb2xvbg==",
            "Basic AAAA",
            "Basic //79",
            "basic OjoK",
            "Basic " + "QUFB".repeat(1_500),
            "Bearer",
            "Bearer .",
            "Bearer ...",
            "Bearer a.b.c",
            "Bearer eyJhbGciOiJub25lIn0.e30.",
            "Bearer " + "a".repeat(6_000),
            "Digest username=\"a\"",
            "Negotiate YII=",
            "AWS4-HMAC-SHA256 Credential=a",
            "null",
            "",
            "Basic RElTVExBVENIS0VZOg==",
            "Basic YTpiCmM=",
            "Basic\tYTpi",
            "Basic YTpi, Basic YTpi");

    private static final List<String> OTHER = List.of(
            "X-Forwarded-Host: elsewhere.invalid",
            "X-Forwarded-Proto: javascript",
            "X-Forwarded-For: 10.9.8.7",
            "X-Forwarded-Prefix: /elsewhere",
            "X-Forwarded-Port: 99999",
            "Forwarded: for=10.9.8.7;host=elsewhere.invalid;proto=https",
            "X-Real-IP: 10.9.8.7",
            "X-Original-URL: /admin/v1/audit",
            "X-Rewrite-URL: /admin/v1/audit",
            "X-HTTP-Method-Override: DELETE",
            "X-HTTP-Method: DELETE",
            "X-Method-Override: DELETE",
            "X-Request-Id: a b",
            "X-Request-Id: " + "a".repeat(65),
            "X-Request-Id: \u00e4\u00f6",
            "X-Request-Id: {\"a\":1}",
            "X-Request-Id:",
            "X-Request-Id: a\tb",
            "Content-Encoding: gzip",
            "Content-Encoding: identity",
            "Content-Encoding: x, y, z",
            "Accept-Encoding: *;q=0",
            "Accept-Charset: utf-7",
            "Accept-Language: " + "x".repeat(4_000),
            "Expect: 100-continue",
            "Expect: a miracle",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Connection: upgrade",
            "Connection: Authorization",
            "Connection: close",
            "Connection: keep-alive, X-Request-Id",
            "Keep-Alive: timeout=999999",
            "TE: trailers",
            "Trailer: Authorization",
            "Range: bytes=0-1",
            "If-Range: \"1\"",
            "If-Modified-Since: never",
            "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            "Cookie: " + "a=b; ".repeat(1_000),
            "Cookie: \"",
            "Origin: null",
            "Origin: https://elsewhere.invalid",
            "Referer: javascript:alert(1)",
            "User-Agent: ${jndi:ldap://localhost/a}",
            "Max-Forwards: 0",
            "Via: 1.1 a",
            "Date: yesterday",
            "Host: elsewhere.invalid",
            "Host: localhost",
            "traceparent: 00-0-0-00",
            "traceparent: 00-" + "f".repeat(32) + "-" + "f".repeat(16) + "-ff",
            "baggage: a=" + "b".repeat(3_000),
            "HTTP2-Settings: AAMAAABkAAQAAP__",
            "Sec-WebSocket-Key: x",
            "a: b",
            "\u00e4: b",
            "Empty:",
            "Spaces:      ",
            "X: \u0001\u0002",
            "X: \u007f",
            "X: \u0000",
            "X : a",
            " X: a",
            "X",
            ": a",
            "X:a\u000b");

    @Override
    public String group() {
        return "headers";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) {
        var lines = new ArrayList<List<String>>();
        ACCEPT.forEach(value -> lines.add(List.of("Accept: " + value)));
        CONTENT_TYPE.forEach(value -> lines.add(List.of("Content-Type: " + value)));
        AUTHORIZATION.forEach(value -> lines.add(List.of("Authorization: " + value)));
        OTHER.forEach(line -> lines.add(List.of(line)));
        lines.add(many(100));
        lines.add(many(500));
        lines.add(many(5_000));
        lines.add(List.of("X: " + "a".repeat(7_000)));
        lines.add(List.of("X: " + "a".repeat(9_000)));
        lines.add(List.of("X: " + "a".repeat(200_000)));
        lines.add(List.of("a".repeat(7_000) + ": x"));
        lines.add(List.of(
                "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: eA==", "Sec-WebSocket-Version: 13"));
        lines.add(List.of("Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABkAAQAAP__"));
        var operations = arena.document.operations().stream()
                .filter(operation -> operation.path().equals("/byok/v1/keys"))
                .toList();
        for (var operation : operations) {
            for (var each : extent.sample(lines, 60)) {
                tried(arena, operation, each, tally);
            }
        }
        forged(arena, tally);
    }

    private static void tried(Arena arena, Operation operation, List<String> lines, Tally tally) {
        var ask = Ask.of(operation.method(), operation.path());
        var isOf = lines.getFirst();
        if (!isOf.startsWith("Authorization:")) {
            ask = ask.as(arena.acme);
        }
        if (operation.body().isPresent()) {
            ask = isOf.startsWith("Content-Type:")
                    ? ask.bytes(Samples.awsKey().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    : ask.json(Samples.awsKey());
        }
        for (var line : lines) {
            ask = ask.withLine(line);
        }
        var name = operation + ", " + isOf.substring(0, Math.min(60, isOf.length()));
        var answer = arena.sent(ask);
        // What is no header at all ends in the server.
        var isOfTheServer = answer.filter(Answer::isOfTheServer).isPresent() && !isOf.matches("[A-Za-z0-9-]+:[ -~]*");
        tally.add(name, isOfTheServer ? List.of() : arena.judge.of(operation, ask, answer));
        var id = answer.flatMap(it -> it.header("X-Request-Id")).orElse("none");
        var isIdGood = id.matches("[A-Za-z0-9._-]{1,64}");
        tally.also(name, isIdGood || answer.filter(Answer::isOfTheServer).isPresent(), "its id is " + id);
        tally.also(name, arena.isHealthy(), "no good answer afterwards");
    }

    private static List<String> many(int count) {
        var all = new ArrayList<String>();
        for (var number = 0; number < count; number++) {
            all.add("X-" + number + ": a");
        }
        return all;
    }

    /** What a proxy would say of the caller counts for nothing where none is configured, nor does another method. */
    private static void forged(Arena arena, Tally tally) {
        var ask = Ask.of("POST", "/byok/v1/keys")
                .as(arena.acme)
                .with("X-Forwarded-Host", "elsewhere.invalid")
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-For", "10.9.8.7")
                .with("Forwarded", "for=10.9.8.7;host=elsewhere.invalid")
                .with("X-Http-Method-Override", "DELETE")
                .json(Samples.awsKey());
        var answer = arena.sent(ask).orElseThrow();
        tally.add("forged forwarding", !answer.whole().contains("elsewhere"), "believed: " + answer.whole());
        var location = answer.header("Location").orElse("").replaceFirst("https?://[^/]+", "");
        var still = arena.sent(Ask.of("GET", location).as(arena.acme).with("X-Http-Method-Override", "DELETE"));
        tally.add("forged method", still.filter(it -> it.status() == 200).isPresent(), String.valueOf(still));
        var audit = arena.get(arena.operator, "/admin/v1/audit?page_size=100").toString();
        tally.also("forged address", !audit.contains("10.9.8.7") && audit.contains("127.0.0.1"), "in the audit");
    }
}
