package io.latchkey.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request to a cloud, as it came: its lines up to the empty one, and its body. */
record Question(String head, byte[] body) {

    private static final String END = "\r\n\r\n";

    private static final Pattern AWS_KEY = Pattern.compile("\"(?:KeyId|SourceKeyId)\"\\s*:\\s*\"([^\"]+)\"");

    /** Nothing where the connection ends before there is one. */
    static Optional<Question> read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        var text = "";
        while (!text.endsWith(END)) {
            var next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
            text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
        }
        var written = head.toString(StandardCharsets.ISO_8859_1);
        var length = new Question(written, new byte[0])
                .header("Content-Length")
                .map(Integer::parseInt)
                .orElse(0);
        return Optional.of(new Question(written, in.readNBytes(length)));
    }

    Optional<String> header(String name) {
        return Pattern.compile("\r\n" + name + ": *([^\r]*)", Pattern.CASE_INSENSITIVE)
                .matcher(head)
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    private String path() {
        return head.split(" ", 3)[1];
    }

    boolean isForToken() {
        return path().equals("/token") || header("Host").orElse("").startsWith("login.");
    }

    /** What AWS is asked to do; empty for the others. */
    String operation() {
        return header("X-Amz-Target")
                .map(target -> target.replace("TrentService.", ""))
                .orElse("");
    }

    /** The key it is about, by the cloud's own name; none where a token is asked for. */
    Optional<String> key() {
        if (isForToken()) {
            return Optional.empty();
        }
        if (!operation().isEmpty()) {
            return AWS_KEY.matcher(new String(body, StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1))
                    .findFirst();
        }
        return Optional.of(header("Host").orElse("") + path().replaceFirst("[:?].*", ""));
    }

    /** For one who answers once and hangs up. */
    byte[] askedOnce() {
        var line = head.indexOf("\r\n") + 2;
        var first = (head.substring(0, line) + "Connection: close\r\n" + head.substring(line))
                .getBytes(StandardCharsets.ISO_8859_1);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
