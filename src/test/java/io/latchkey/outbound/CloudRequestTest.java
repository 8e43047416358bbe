package io.latchkey.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may hold, and what it prints. */
class CloudRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/keys/key?api-version=7.4",
                "/keys/key/0123456789abcdef0123456789abcdef/wrapkey?api-version=7.4",
                "/v1/projects/example.com:acme/locations/global/keyRings/r_1/cryptoKeys/k-1:encrypt",
                "/v1/projects/-/serviceAccounts/a@b.iam.gserviceaccount.com:generateAccessToken",
                "/5e7b1c3a-0000-4000-8000-000000000002/oauth2/v2.0/token",
                "/a%20b?c=%2F..%2F",
                "/a/",
                "/..."
            })
    void takesAPath(String path) {
        assertThat(request(path, Map.of()).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @MethodSource("notPaths")
    void takesNothingElse(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> request(path, Map.of()));
    }

    static Stream<String> notPaths() {
        return Stream.of(
                "",
                "keys",
                "//",
                "//example.com/",
                "/keys//key",
                "/..",
                "/../",
                "/keys/../secrets",
                "/keys/..",
                "/keys/..?a",
                "/.",
                "/keys/./key",
                "/keys/%2e%2e/secrets",
                "/keys/%2E./secrets",
                "/keys%2fkey",
                "/keys%5Ckey",
                "/keys\\key",
                "/keys%00",
                "/keys%0d%0aHost:",
                "/keys%7f",
                "/keys%",
                "/keys%2",
                "/keys%zz",
                "/keys?%zz",
                "/keys#fragment",
                "/keys?a#fragment",
                "/keys key",
                "/keys HTTP/1.1\r\nHost: example.com",
                "/keys\n",
                "/keys\u0000",
                "/keys\u0085",
                "/kéys",
                "http://example.com/",
                "/" + "a".repeat(100_000),
                "/" + "%41".repeat(100_000),
                "/a".repeat(100_000));
    }

    @ParameterizedTest
    @CsvSource({
        "Host, example.com",
        "host, example.com",
        "Content-Length, 0",
        "Transfer-Encoding, chunked",
        "Connection, close",
        "'', value",
        "'A b', value",
        "'A:', value",
        "A, 'b\r\nHost: example.com'",
        "A, 'b\n'",
        "A, 'b\u0000'",
        "A, é"
    })
    void takesNoHeaderThatCouldBeTwo(String name, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> request("/", Map.of(name, value)));
    }

    @Test
    void printsNoSecret() {
        var request = CloudRequest.post(
                WayOut.VAULT,
                "/keys/key",
                Map.of("Authorization", "Bearer secret"),
                Buffer.buffer("client_secret=secret"));
        assertThat(request).hasToString("POST acme.vault.azure.net/keys/key");
        var answer = new CloudAnswer(
                200,
                MultiMap.caseInsensitiveMultiMap().add("Set-Cookie", "secret"),
                new JsonObject().put("access_token", "secret"));
        assertThat(answer).hasToString("answer 200");
        assertThat(answer.header("set-cookie")).contains("secret");
    }

    private static CloudRequest request(String path, Map<String, String> headers) {
        return CloudRequest.get(WayOut.VAULT, path, headers);
    }
}
