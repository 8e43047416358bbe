package io.latchkey.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is put where a good value would stand. */
final class Values {

    private Values() {}

    /** Texts, by what they are. */
    static Map<String, String> texts() {
        var all = new LinkedHashMap<String, String>();
        all.put("empty", "");
        all.put("blank", " ");
        all.put("NUL", "a\0b");
        all.put("CR LF", "a\r\nFORGED: b");
        all.put("tab", "a\tb");
        all.put("escape", "a\u001b[2Jb");
        all.put("delete", "a\u007fb");
        all.put("C1 control", "a\u0085b");
        all.put("emoji", "👩‍👩‍👧‍👦🔑");
        all.put("bidi override", "a\u202eb\u202c");
        all.put("bidi isolate", "\u2067a\u2069");
        all.put("zero width", "a\u200bb\ufeff");
        all.put("line separator", "a\u2028b\u2029c");
        all.put("combining", "e\u0301\u0327");
        all.put("no character", "a\uffff");
        all.put("beyond the first plane", "\ud83d\udd11\udbff\udfff");
        all.put("full width", "ａｄｍｉｎ");
        all.put("long", "x".repeat(255));
        all.put("one too long", "x".repeat(256));
        all.put("much too long", "x".repeat(20_000));
        all.put("long in another script", "鍵".repeat(255));
        all.put("wildcards", "%_\\%");
        all.put("quotes", "'\";--");
        all.put("SQL", "x'); DELETE FROM key; --");
        all.put("lookup", "${jndi:ldap://localhost/a}");
        all.put("expression", "#{1+1}{{1+1}}");
        all.put("format", "%s%n%99999999d");
        all.put("markup", "<script>alert(1)</script>");
        all.put("way up", "../../../../etc/passwd");
        all.put("encoded way up", "%2e%2e%2f%2e%2e");
        all.put("number", "1e999999999");
        all.put("null as a text", "null");
        all.put("URL", "http://169.254.169.254/latest/meta-data/");
        return all;
    }

    /** JSON of every type, well-formed and not. */
    static Map<String, String> json() {
        var all = new LinkedHashMap<String, String>();
        all.put("null", "null");
        all.put("true", "true");
        all.put("zero", "0");
        all.put("minus one", "-1");
        all.put("fraction", "1.5");
        all.put("beyond int", "2147483648");
        all.put("beyond long", "9223372036854775808");
        all.put("huge exponent", "1e999999999");
        all.put("tiny exponent", "1e-999999999");
        all.put("long number", "9".repeat(5_000));
        all.put("object", "{}");
        all.put("array", "[]");
        all.put("array of null", "[null]");
        all.put("array of arrays", "[[[[]]]]");
        all.put("array of a text", "[\"x\"]");
        all.put("object in object", "{\"a\":{\"b\":{\"c\":1}}}");
        all.put("long array", "[" + "1,".repeat(5_000) + "1]");
        all.put("lone high surrogate", "\"a\\ud800b\"");
        all.put("lone low surrogate", "\"\\udfff\"");
        all.put("surrogates the wrong way round", "\"\\udfff\\ud800\"");
        all.put("escaped NUL", "\"\\u0000\"");
        all.put("not a number", "NaN");
        all.put("infinity", "-Infinity");
        all.put("hexadecimal", "0x10");
        all.put("leading zero", "007");
        all.put("single quotes", "'x'");
        all.put("nothing", "");
        all.put("comment", "/* x */ 1");
        all.put("raw control", "\"a\u0001b\"");
        texts().forEach((name, text) -> all.put("text: " + name, quoted(text)));
        return all;
    }

    /** As JSON writes it. */
    static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(letter -> {
            if (letter == '"' || letter == '\\') {
                json.append('\\').append((char) letter);
            } else if (letter < ' ') {
                json.append("\\u%04x".formatted(letter));
            } else {
                json.append((char) letter);
            }
        });
        return json.append('"').toString();
    }

    /** As a URL may hold them, and as it may not. */
    static Map<String, String> encoded() {
        var all = new LinkedHashMap<String, String>();
        texts().forEach((name, text) -> all.put(name, encoded(text)));
        all.put("half an escape", "a%");
        all.put("no escape", "%zz");
        all.put("overlong UTF-8", "%c0%ae%c0%ae");
        all.put("surrogate in UTF-8", "%ed%a0%80");
        all.put("no UTF-8", "%ff%fe");
        all.put("encoded twice", "%2500");
        all.put("plus", "a+b");
        all.put("semicolon", "a;b=c");
        all.put("encoded slash", "a%2fb");
        all.put("encoded backslash", "a%5cb");
        all.put("backslash", "a\\b");
        all.put("braces", "{a}");
        all.put("raw UTF-8", "ключ");
        return all;
    }

    static String encoded(String text) {
        var url = new StringBuilder();
        for (var octet : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            var letter = octet & 0xff;
            if (letter < 0x80 && Character.isLetterOrDigit(letter)) {
                url.append((char) letter);
            } else {
                url.append("%%%02X".formatted(letter));
            }
        }
        return url.toString();
    }

    /** As a header can carry them: what would end the line is tried elsewhere. */
    static Map<String, String> headers() {
        var all = new LinkedHashMap<String, String>();
        texts().forEach((name, text) -> {
            if (text.chars().noneMatch(letter -> letter == '\r' || letter == '\n') && text.length() < 5_000) {
                all.put(name, text);
            }
        });
        all.put("star", "*");
        all.put("weak tag", "W/\"0\"");
        all.put("tag", "\"0\"");
        all.put("endless tag", "\"0");
        all.put("many tags", "\"1\",".repeat(300) + "\"2\"");
        all.put("huge tag", "\"99999999999999999999999\"");
        return all;
    }

    /** Names and values in one list, for a sample of them. */
    static <T> List<Map.Entry<String, T>> listed(Map<String, T> all) {
        return new ArrayList<>(all.entrySet());
    }
}
