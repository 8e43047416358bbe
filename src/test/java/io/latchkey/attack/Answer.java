package io.latchkey.attack;

import java.util.List;
import java.util.Optional;

/**
 * What came back.
 *
 * @param start the status line
 * @param headers as they came, a name and a value in each
 */
record Answer(String start, List<String> headers, String body) {

    int status() {
        return start.matches("HTTP/1\\.[01] \\d{3}.*") ? Integer.parseInt(start.substring(9, 12)) : 0;
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /**
     * The server's own word on what it can't read as HTTP, or is longer than it reads: nothing but a status, and the end of the
     * connection. The document says so.
     */
    boolean isOfTheServer() {
        return (status() == 400 || status() == 414 || status() == 431) && body().isEmpty();
    }

    boolean endsTheConnection() {
        return isOfTheServer()
                || header("connection")
                        .filter(it -> it.equalsIgnoreCase("close"))
                        .isPresent();
    }

    /** Everything, as it would be searched for what must not be in it. */
    String whole() {
        return start + "\n" + String.join("\n", headers) + "\n" + body;
    }
}
