package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.attack.Document.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Bodies that are meant to cost more to read than to send, or to be read in two ways; for every operation that takes one. */
final class BombsAttack implements Attack {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int LIMIT = 64 * 1024;

    /**
     * @param isGood whether it may succeed
     */
    private record Bomb(byte[] body, Map<String, String> headers, boolean isGood) {}

    @Override
    public String group() {
        return "JSON bombs";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) {
        var things = Things.of(arena);
        for (var operation : arena.document.operations()) {
            operation.body().ifPresent(schema -> {
                var good = new Bodies(arena.document).of(schema).getFirst().toString();
                for (var bomb : extent.sample(Values.listed(bombs(good)), 12)) {
                    tried(arena, operation, things, bomb.getKey(), bomb.getValue(), tally);
                }
            });
        }
    }

    private static void tried(Arena arena, Operation operation, Things things, String name, Bomb bomb, Tally tally) {
        var ask = Ask.of(operation.method(), things.path(operation))
                .as(things.callerOf(operation))
                .bytes(bomb.body());
        if (!bomb.headers().containsKey("Content-Type")) {
            ask = ask.with("Content-Type", "application/json");
        }
        for (var header : bomb.headers().entrySet()) {
            ask = ask.with(header.getKey(), header.getValue());
        }
        var began = System.nanoTime();
        var answer = arena.sent(ask);
        var took = Duration.ofNanos(System.nanoTime() - began);
        tally.add(operation + ", " + name, arena.judge.of(operation, ask, answer));
        if (!bomb.isGood()) {
            tally.also(
                    operation + ", " + name,
                    answer.filter(it -> it.status() >= 400).isPresent(),
                    "was taken: " + answer);
        }
        tally.also(operation + ", " + name, took.compareTo(LONGEST) < 0, "took " + took);
        tally.also(operation + ", " + name, arena.isHealthy(), "no good answer afterwards");
    }

    private static Map<String, Bomb> bombs(String good) {
        var all = new LinkedHashMap<String, Bomb>();
        all.put("deep arrays", bad("[".repeat(LIMIT / 2) + "]".repeat(LIMIT / 2)));
        all.put("deep arrays without an end", bad("[".repeat(LIMIT)));
        all.put("deep objects", bad("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
        all.put("deep inside", bad(added(good, "\"a\":" + "[".repeat(17) + "]".repeat(17))));
        all.put("many members", good(added(good, members(5_000))));
        all.put("members of one hash", good(added(good, sameHash(1_000))));
        all.put("many times the same member", bad(added(good, "\"a\":1,".repeat(5_000) + "\"a\":1")));
        all.put("a long number", good(added(good, "\"a\":" + "9".repeat(60_000))));
        all.put("a long fraction", good(added(good, "\"a\":0." + "9".repeat(60_000))));
        all.put("a large exponent", good(added(good, "\"a\":1e2147483647")));
        all.put("a long name", good(added(good, "\"" + "a".repeat(60_000) + "\":1")));
        all.put("a long text", good(added(good, "\"a\":\"" + "a".repeat(60_000) + "\"")));
        all.put("many escapes", good(added(good, "\"a\":\"" + "\\u0041".repeat(10_000) + "\"")));
        all.put("as long as may be", good(good + " ".repeat(LIMIT - good.getBytes(UTF_8).length)));
        all.put("one byte longer", bad(good + " ".repeat(LIMIT + 1 - good.getBytes(UTF_8).length)));
        all.put("a megabyte", bad(good + " ".repeat(1024 * 1024)));
        all.put("two objects", bad(good + good));
        all.put("garbage at the end", bad(good + "\0"));
        all.put("half of it", bad(good.substring(0, good.length() / 2) + "\u00e4"));
        all.put("lines", bad(good + "\n" + good + "\n"));
        all.put("UTF-16, big end first", other(good, UTF_16BE, "\ufeff"));
        all.put("UTF-16, little end first", other(good, UTF_16LE, "\ufeff"));
        all.put("UTF-32", other(good, Charset.forName("UTF-32BE"), ""));
        all.put("Latin 1", new Bomb(added(good, "\"a\":\"\u00e4\"").getBytes(ISO_8859_1), Map.of(), false));
        all.put("UTF-8 with its mark", other(good, UTF_8, "\ufeff"));
        all.put("two marks", new Bomb(("\ufeff\ufeff" + good).getBytes(UTF_8), Map.of(), false));
        all.put("overlong UTF-8", bad(added(good, "\"a\":\"\u00c0\u00ae\""), ISO_8859_1));
        all.put("surrogates in UTF-8", bad(added(good, "\"a\":\"\u00ed\u00a0\u0080\""), ISO_8859_1));
        all.put(
                "other charset",
                new Bomb(good.getBytes(UTF_8), Map.of("Content-Type", "application/json; charset=utf-7"), true));
        all.put("packed", new Bomb(packed(good.getBytes(UTF_8)), Map.of("Content-Encoding", "gzip"), false));
        all.put(
                "a packed bomb",
                new Bomb(packed(new byte[20 * 1024 * 1024]), Map.of("Content-Encoding", "gzip"), false));
        all.put("said to be packed", new Bomb(good.getBytes(UTF_8), Map.of("Content-Encoding", "br"), true));
        all.put(
                "a form",
                new Bomb(
                        "key=value".getBytes(UTF_8),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        false));
        all.put(
                "parts",
                new Bomb(
                        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n".getBytes(UTF_8),
                        Map.of("Content-Type", "multipart/form-data; boundary=x"),
                        false));
        all.put(
                "XML",
                new Bomb(
                        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>".getBytes(UTF_8),
                        Map.of("Content-Type", "application/xml"),
                        false));
        all.put("YAML", bad("a: &a [*a]"));
        return all;
    }

    private static Bomb bad(String body) {
        return bad(body, UTF_8);
    }

    private static Bomb bad(String body, Charset charset) {
        return new Bomb(body.getBytes(charset), Map.of(), false);
    }

    private static Bomb good(String body) {
        return new Bomb(body.getBytes(UTF_8), Map.of(), true);
    }

    /** JSON has no other encoding than UTF-8, but a parser may know more. */
    private static Bomb other(String body, Charset charset, String mark) {
        return new Bomb((mark + body).getBytes(charset), Map.of(), true);
    }

    private static String added(String body, String members) {
        return body.substring(0, body.length() - 1) + (body.length() > 2 ? "," : "") + members + "}";
    }

    private static String members(int count) {
        var all = new StringBuilder();
        for (var number = 0; number < count; number++) {
            all.append(number == 0 ? "" : ",").append("\"m").append(number).append("\":1");
        }
        return all.toString();
    }

    /** Names whose hash code is the same: {@code Aa} and {@code BB} have one. */
    private static String sameHash(int count) {
        var all = new StringBuilder();
        for (var number = 0; number < count; number++) {
            var name = new StringBuilder();
            for (var bit = 0; bit < 10; bit++) {
                name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
            }
            all.append(number == 0 ? "" : ",").append('"').append(name).append("\":1");
        }
        return all.toString();
    }

    private static byte[] packed(byte[] bytes) {
        var all = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(all)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }
}
