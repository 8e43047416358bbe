package io.latchkey.outbound;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a cloud is asked. Prints neither headers nor body, which hold credentials.
 *
 * @param path with the query if there is one, percent-encoded already
 * @param headers all but {@code Host} and the ones that frame the body
 * @param body empty if there is none
 */
public record CloudRequest(CloudHost host, HttpMethod method, String path, Map<String, String> headers, Buffer body) {

    private static final int LONGEST_PATH = 2048;
    private static final String PLAIN = "[A-Za-z0-9._~!$&'()*+,;=:@-]";
    /** Encoded slashes, dots and control characters are read differently by different servers: none of them. */
    private static final String ENCODED = "%(?!2[eEfF]|5[cC]|7[fF]|[01])[0-9A-Fa-f]{2}";

    private static final Pattern PATH = Pattern.compile("/|(?:/(?!\\.{1,2}(?:[/?]|$))(?:" + PLAIN + "|" + ENCODED
            + ")++)++/?(?:\\?(?:" + PLAIN + "|[/?]|%[0-9A-Fa-f]{2})*+)?");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]*");
    private static final Set<String> NOT_YOURS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "expect", "te", "trailer");

    /** @throws IllegalArgumentException if the path or a header could be read as anything else than one path or header */
    public CloudRequest {
        if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path that is sent");
        }
        headers = Map.copyOf(headers);
        headers.forEach(CloudRequest::checkHeader);
    }

    /** A GET. */
    public static CloudRequest get(CloudHost host, String path, Map<String, String> headers) {
        return new CloudRequest(host, HttpMethod.GET, path, headers, Buffer.buffer());
    }

    /** A POST; its {@code Content-Type} stands among the headers. */
    public static CloudRequest post(CloudHost host, String path, Map<String, String> headers, Buffer body) {
        return new CloudRequest(host, HttpMethod.POST, path, headers, body);
    }

    private static void checkHeader(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches()
                || NOT_YOURS.stream().anyMatch(name::equalsIgnoreCase)
                || !HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a header that is sent");
        }
    }

    @Override
    public String toString() {
        return method + " " + host + path;
    }
}
