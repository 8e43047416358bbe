package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request, to be written to a socket as it stands.
 *
 * @param headers whole lines; the host, and the length of the body where there is one, are not among them
 */
record Ask(String method, String target, List<String> headers, Optional<byte[]> body) {

    static Ask of(String method, String target) {
        return new Ask(method, target, List.of(), Optional.empty());
    }

    Ask with(String header, String value) {
        return withLine(header + ": " + value);
    }

    Ask withLine(String line) {
        var more = new ArrayList<>(headers);
        more.add(line);
        return new Ask(method, target, List.copyOf(more), body);
    }

    Ask as(Caller caller) {
        return caller.authorization().map(value -> with("Authorization", value)).orElse(this);
    }

    Ask json(String text) {
        return with("Content-Type", "application/json").bytes(text.getBytes(UTF_8));
    }

    Ask bytes(byte[] sent) {
        return new Ask(method, target, headers, Optional.of(sent));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** No HTTP, or longer than the server lets a request line or all headers be: it answers that before any code of ours. */
    boolean isBeyondTheServer() {
        return method.length() + headBytes(target).length > 16_000
                || headers.stream().mapToInt(line -> headBytes(line).length + 2).sum() > 8_000
                || headers.stream().anyMatch(Ask::holdsControl);
    }

    /** RFC 9110 lets a header hold none but the tab. */
    private static boolean holdsControl(String line) {
        return line.chars().anyMatch(letter -> letter < ' ' && letter != '\t' || letter == 0x7f);
    }

    /** What goes over the wire. Letters beyond ISO 8859-1 in the head go as their UTF-8 bytes, as careless clients send them. */
    byte[] wired() {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        body.ifPresent(
                bytes -> head.append("Content-Length: ").append(bytes.length).append("\r\n"));
        var all = new ByteArrayOutputStream();
        all.writeBytes(headBytes(head.append("\r\n").toString()));
        body.ifPresent(all::writeBytes);
        return all.toByteArray();
    }

    static byte[] headBytes(String text) {
        return text.chars().allMatch(letter -> letter < 0x100) ? text.getBytes(ISO_8859_1) : text.getBytes(UTF_8);
    }
}
