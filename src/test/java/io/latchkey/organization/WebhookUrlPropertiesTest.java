package io.latchkey.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of a webhook's URL, whoever writes it. */
class WebhookUrlPropertiesTest {

    private static final Set<String> NONE = Set.of();
    private static final Set<String> PRIVATE = Set.of("localhost", "127.0.0.1", "events.internal");

    /** Dotted, short, in one number, in octal, in hexadecimal. */
    private static final Pattern NUMBERS = Pattern.compile("(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*\\.?");

    @Property(tries = 3_000)
    void whateverIsTakenIsSafe(@ForAll("attempts") String text) {
        WebhookUrl.parse(text, NONE).ifPresent(url -> {
            assertThat(url.isEncrypted()).isTrue();
            assertThat(url.value().getHost())
                    .matches("[a-z0-9.-]+\\.[a-z0-9-]+")
                    .doesNotMatch(NUMBERS)
                    .doesNotEndWith(".");
            assertSafe(url, text);
        });
    }

    @Property(tries = 3_000)
    void aPrivateHostIsExcusedFromItsNameAndItsSchemeAlone(@ForAll("attempts") String text) {
        WebhookUrl.parse(text, PRIVATE).ifPresent(url -> {
            assertThat(WebhookUrl.parse(text, NONE).isPresent()
                            || PRIVATE.contains(url.value().getHost()))
                    .isTrue();
            assertSafe(url, text);
        });
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        assertThat(WebhookUrl.parse(text, PRIVATE)).isNotNull();
        assertThat(WebhookUrl.parse("https://" + text, PRIVATE)).isNotNull();
        assertThat(WebhookUrl.parse("https://example.com/" + text, PRIVATE)).isNotNull();
    }

    @Property
    void keepsHostPortAndPathAsTheyAreWritten(
            @ForAll("names") String host, @ForAll("ports") Optional<Integer> port, @ForAll("paths") String path) {
        var text = "https://" + host + port.map(number -> ":" + number).orElse("") + path;
        assertThat(WebhookUrl.parse(text, NONE)).hasValueSatisfying(url -> {
            assertThat(url.value().getHost()).isEqualTo(host);
            assertThat(url.port()).isEqualTo(port.orElse(443));
            assertThat(url.path()).isEqualTo(path.startsWith("/") ? path : "/" + path);
            assertThat(url.value()).hasToString(text);
        });
    }

    private static void assertSafe(WebhookUrl url, String text) {
        assertThat(url.value()).hasToString(text).isEqualTo(URI.create(text));
        assertThat(url.value().getRawUserInfo()).isNull();
        assertThat(url.value().getRawFragment()).isNull();
        assertThat(url.port()).isBetween(1, 65_535);
        assertThat(url.path()).startsWith("/").doesNotContain("#", " ").matches("\\p{ASCII}*");
        assertThat(text).doesNotContainPattern("\\p{Cntrl}");
    }

    /** Put together from what is good and what an attacker would try. */
    @Provide
    static Arbitrary<String> attempts() {
        var schemes = Arbitraries.of("https://", "http://", "HTTPS://", "https:", "//", "ftp://");
        var users = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just("")),
                Tuple.of(1, Arbitraries.of("user@", "user:password@", "@", "example.com@")));
        var hosts = Arbitraries.oneOf(
                names(),
                numbers(),
                Arbitraries.of("localhost", "127.0.0.1", "events.internal", "[::1]", "example", "example.com."));
        var ends = Arbitraries.frequencyOf(
                Tuple.of(4, paths()),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(5)),
                Tuple.of(1, Arbitraries.of("#", "/#f", "/\r\n", "/\u0000", ":0", ":99999", "/ü")));
        return Combinators.combine(schemes, users, hosts, ends)
                .as((scheme, user, host, end) -> scheme + user + host + end);
    }

    @Provide
    static Arbitrary<String> names() {
        var label = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofMinLength(1)
                .ofMaxLength(20);
        var last = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(2).ofMaxLength(10);
        return Combinators.combine(label.list().ofMinSize(1).ofMaxSize(4), last)
                .as((labels, end) -> String.join(".", labels) + "." + end);
    }

    /** An address in every way that some library reads one. */
    private static Arbitrary<String> numbers() {
        var number = Arbitraries.integers()
                .between(0, 255)
                .flatMap(value -> Arbitraries.of(
                        String.valueOf(value), "0" + Integer.toOctalString(value), "0x" + Integer.toHexString(value)));
        return number.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join(".", parts));
    }

    @Provide
    static Arbitrary<Optional<Integer>> ports() {
        return Arbitraries.integers().between(1, 65_535).optional();
    }

    @Provide
    static Arbitrary<String> paths() {
        var letters = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars("/-._~;,=:@!$&'()*+")
                .ofMaxLength(30);
        var query = letters.map(text -> "?" + text + "%20%C3%BC");
        return Combinators.combine(letters.map(text -> "/" + text).optional(), query.optional())
                .as((path, asked) -> path.orElse("") + asked.orElse(""));
    }
}
