package io.latchkey.attack;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Requests whose end can be seen in two places, with another request hidden behind the one or the other, and a third behind
 * both. A proxy in front may see the other end than the service: what is hidden must never get an answer of its own, which
 * the proxy would give to whoever asks next.
 */
final class SmugglingAttack implements Attack {

    private static final int PATIENCE_MILLIS = 700;

    @Override
    public String group() {
        return "smuggling";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) throws IOException {
        for (var each : pairs().entrySet()) {
            for (var caller : List.of(arena.acme, Caller.NOBODY)) {
                tried(arena, each.getKey() + " by " + caller, each.getValue(), caller, tally);
            }
        }
        tally.also("all", arena.isHealthy(), "no good answer afterwards");
    }

    private static void tried(Arena arena, String name, String pair, Caller caller, Tally tally) throws IOException {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var credential = caller.authorization()
                .map(value -> "Authorization: " + value + "\r\n")
                .orElse("");
        var hidden = "GET /byok/v1/quota HTTP/1.1\r\nHost: localhost\r\n" + credential + "X-Request-Id: hidden-" + mark
                + "\r\n\r\n";
        var first = pair.replace(
                        "{head}",
                        "Host: localhost\r\n" + credential + "Content-Type: application/json\r\nX-Request-Id: first-"
                                + mark + "\r\n")
                .replace("{length}", String.valueOf(hidden.length()))
                .replace("{more}", String.valueOf(hidden.length() + 5))
                .replace("{size}", Integer.toHexString(hidden.length()))
                .replace("{hidden}", hidden);
        var next = "GET /byok/v1/quota HTTP/1.1\r\nHost: localhost\r\n" + credential + "X-Request-Id: next-" + mark
                + "\r\n\r\n";
        try (var wire = Wire.to(arena.port)) {
            wire.patience(PATIENCE_MILLIS);
            wire.send(Ask.headBytes(first));
            try {
                wire.send(Ask.headBytes(next));
            } catch (IOException e) {
                // The service has hung up already, which is as good an answer as any.
            }
            var answers = wire.answers();
            var ids = answers.stream()
                    .map(answer -> answer.header("X-Request-Id").orElse("none"))
                    .toList();
            tally.add(
                    name,
                    ids.stream().noneMatch(id -> id.equals("hidden-" + mark)),
                    "the hidden one is answered: " + ids);
            tally.also(name, answers.size() <= 2, "too many answers: " + ids);
            answers.forEach(
                    answer -> tally.also(name, answer.isOfTheServer() ? List.of() : arena.judge.ofAnything(answer)));
        }
    }

    private static Map<String, String> pairs() {
        var all = new LinkedHashMap<String, String>();
        all.put("CL.TE", post("Content-Length: {more}\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n{hidden}"));
        all.put(
                "CL.TE, the other way round",
                post("Transfer-Encoding: chunked\r\nContent-Length: {more}\r\n", "0\r\n\r\n{hidden}"));
        all.put(
                "TE.CL",
                post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "{size}\r\n{hidden}\r\n0\r\n\r\n"));
        all.put(
                "TE.CL of none",
                post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "{size}\r\n{hidden}\r\n0\r\n\r\n"));
        encoding(all, "a space before the colon", "Transfer-Encoding : chunked");
        encoding(all, "another", "Transfer-Encoding: xchunked");
        encoding(all, "a tab", "Transfer-Encoding:\tchunked");
        encoding(all, "a vertical tab", "Transfer-Encoding:\u000bchunked");
        encoding(all, "a space in front", " Transfer-Encoding: chunked");
        encoding(all, "a line in front", "X: a\nTransfer-Encoding: chunked");
        encoding(all, "twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity");
        encoding(all, "twice the other way", "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked");
        encoding(all, "a list", "Transfer-Encoding: chunked, identity");
        encoding(all, "a list the other way", "Transfer-Encoding: identity, chunked");
        encoding(all, "gzip first", "Transfer-Encoding: gzip, chunked");
        encoding(all, "quotes", "Transfer-Encoding: \"chunked\"");
        encoding(all, "capitals", "TRANSFER-ENCODING: CHUNKED");
        encoding(all, "underscore", "Transfer_Encoding: chunked");
        encoding(all, "folded", "Transfer-Encoding:\r\n chunked");
        encoding(all, "NUL", "Transfer-Encoding: chunked\0");
        encoding(all, "empty", "Transfer-Encoding:");
        length(all, "two lengths", "Content-Length: 0\r\nContent-Length: {length}");
        length(all, "two lengths the other way", "Content-Length: {length}\r\nContent-Length: 0");
        length(all, "a list of lengths", "Content-Length: 0, {length}");
        length(all, "a plus", "Content-Length: +0");
        length(all, "a minus", "Content-Length: -1");
        length(all, "hexadecimal", "Content-Length: 0x0");
        length(all, "a fraction", "Content-Length: 0.0");
        length(all, "an exponent", "Content-Length: 0e9");
        length(all, "a space inside", "Content-Length: 0 0");
        length(all, "beyond long", "Content-Length: 99999999999999999999");
        length(all, "other digits", "Content-Length: \u0660");
        length(all, "an underscore", "Content_Length: {length}\r\nContent-Length: 0\r\nContent-Length : {length}");
        length(all, "folded length", "Content-Length:\r\n 0");
        length(all, "empty length", "Content-Length:");
        chunk(all, "a bare line feed", "1\n0\n0\n\n{hidden}");
        chunk(all, "a carriage return alone", "1\r0\r\n0\r\n\r\n{hidden}");
        chunk(all, "no end of a chunk", "1\r\nZZ0\r\n\r\n{hidden}");
        chunk(all, "a size beyond long", "ffffffffffffffff1\r\n0\r\n0\r\n\r\n{hidden}");
        chunk(all, "a size beyond int", "100000000\r\n{hidden}");
        chunk(all, "a negative size", "-1\r\n{hidden}");
        chunk(all, "a prefix", "0x0\r\n\r\n{hidden}");
        chunk(all, "an underscore in a size", "0_0\r\n\r\n{hidden}");
        chunk(all, "an extension with a line", "0;a=b\nc\r\n\r\n{hidden}");
        chunk(all, "an extension in quotes", "1;a=\"\r\n0\r\n\r\n{hidden}\"");
        all.put("a length on GET", "GET /byok/v1/quota HTTP/1.1\r\n{head}Content-Length: {length}\r\n\r\n{hidden}");
        all.put(
                "HTTP/1.0 with chunks",
                "POST /byok/v1/keys HTTP/1.0\r\n{head}Transfer-Encoding: chunked\r\nContent-Length: {length}\r\n"
                        + "Connection: keep-alive\r\n\r\n0\r\n\r\n{hidden}");
        all.put("HTTP/0.9", "GET /byok/v1/quota\r\n\r\n{hidden}");
        all.put("HTTP/2 over it", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{hidden}");
        all.put(
                "a bare line feed after the head",
                "POST /byok/v1/keys HTTP/1.1\n{head}Content-Length: {length}\n\n{hidden}");
        all.put(
                "a space in the target",
                "GET /byok/v1/quota HTTP/1.1\r\nX: HTTP/1.1\r\n{head}Content-Length: {length}\r\n\r\n{hidden}");
        return all;
    }

    private static String post(String headers, String body) {
        return "POST /byok/v1/keys HTTP/1.1\r\n{head}" + headers + "\r\n" + body;
    }

    /** Once with the hidden one where the length ends, once where the chunks do. */
    private static void encoding(Map<String, String> all, String name, String line) {
        all.put("TE.TE, " + name, post(line + "\r\nContent-Length: {more}\r\n", "0\r\n\r\n{hidden}"));
    }

    /** The hidden one is what the other length holds. */
    private static void length(Map<String, String> all, String name, String line) {
        all.put("CL.CL, " + name, post(line + "\r\n", "{hidden}"));
    }

    private static void chunk(Map<String, String> all, String name, String body) {
        all.put("chunks, " + name, post("Transfer-Encoding: chunked\r\n", body));
    }
}
