package io.latchkey.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a webhook may be, and where it is then told. */
class WebhookUrlTest {

    private static final Set<String> NONE = Set.of();
    private static final Set<String> PRIVATE = Set.of("localhost", "127.0.0.1", "events.internal");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.com                       | example.com       | 443  | /
            https://example.com/                      | example.com       | 443  | /
            https://example.com?a=b                   | example.com       | 443  | /?a=b
            https://example.com:8443/a/b%20c?d=e%2Ff  | example.com       | 8443 | /a/b%20c?d=e%2Ff
            https://a.b-c.example.com//x/../y;z       | a.b-c.example.com | 443  | //x/../y;z
            https://xn--bcher-kva.example/%C3%BC      | xn--bcher-kva.example | 443 | /%C3%BC
            https://127.0.0.1.example.com/            | 127.0.0.1.example.com | 443 | /
            https://1.example.com:1                   | 1.example.com     | 1    | /
            https://example.com:65535/?               | example.com       | 65535 | /?
            https://example.com:/                     | example.com       | 443  | /
            """)
    void tells(String text, String host, int port, String path) {
        assertThat(WebhookUrl.parse(text, NONE)).hasValueSatisfying(url -> {
            assertThat(url.value().getHost()).isEqualTo(host);
            assertThat(url.port()).isEqualTo(port);
            assertThat(url.path()).isEqualTo(path);
            assertThat(url.isEncrypted()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost/x, 80, false",
        "https://localhost, 443, true",
        "http://127.0.0.1:8080/x, 8080, false",
        "http://events.internal, 80, false"
    })
    void tellsAPrivateHostThatIsOnTheList(String text, int port, boolean isEncrypted) {
        assertThat(WebhookUrl.parse(text, PRIVATE))
                .hasValueSatisfying(url ->
                        assertThat(url).returns(port, WebhookUrl::port).returns(isEncrypted, WebhookUrl::isEncrypted));
        assertThat(WebhookUrl.parse(text, NONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://",
                "https:///path",
                "https:example.com",
                "//example.com/",
                "example.com",
                "http://example.com/",
                "HTTP://example.com/",
                "ftp://example.com/",
                "file://example.com/etc/passwd",
                "javascript:alert(1)",
                "https://user@example.com/",
                "https://user:password@example.com/",
                "https://@example.com/",
                "https://example.com@localhost/",
                "https://example.com/#",
                "https://example.com/#fragment",
                "https://localhost/",
                "https://example/",
                "https://example.com./",
                "https://.example.com/",
                "https://exam_ple.com/",
                "https://-example.com/",
                "https://example-.com/",
                "https://*.example.com/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:99999999999/",
                "https://example.com:-1/",
                "https://example.com:443x/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.0x1/",
                "https://127.0.0.0x01/",
                "https://0177.0.0.1/",
                "https://0177.0.0.01/",
                "https://169.254.169.254/latest",
                "https://127.0.0.1./",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fd00:ec2::254]/",
                "https://example.com\\@localhost/",
                "https://example.com%00.localhost/",
                "https://example%2ecom/",
                "https://bücher.example/",
                "https://example\u3002com/",
                "https://example.com/\u00fc",
                "https://example.com/a b",
                "https://example.com/\r\nHost: localhost",
                "https://example.com/\t",
                "https://example.com/\u0000",
                "https://example.com/%",
                "https://example.com/%zz",
                " https://example.com/",
                "https://example.com/ "
            })
    void refuses(String text) {
        assertThat(WebhookUrl.parse(text, NONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user@localhost/",
                "http://localhost/#f",
                "http://localhost:0/",
                "ftp://localhost/",
                "http://localhost.example/",
                "http://127.0.0.2/",
                "http://127.1/",
                "http://example.com/",
                "http://[::1]/"
            })
    void refusesWhatIsNotOnTheListAndOtherFormsOfWhatIs(String text) {
        assertThat(WebhookUrl.parse(text, PRIVATE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1024, true", "1025, false"})
    void isOfALimitedLength(int length, boolean isGood) {
        var start = "https://example.com/";
        assertThat(WebhookUrl.parse(start + "a".repeat(length - start.length()), NONE)
                        .isPresent())
                .isEqualTo(isGood);
    }
}
