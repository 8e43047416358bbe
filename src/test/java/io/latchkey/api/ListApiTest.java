package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ListApiTest {

    private final Organization acme = Organization.fresh();

    @Test
    void isEmptyBeforeTheFirstKey() {
        acme.asks()
                .get(Links.KEYS)
                .then()
                .statusCode(200)
                .body("kind", equalTo("KeyList"))
                .body("data", hasSize(0))
                .body("metadata.total_size", equalTo(0))
                .body("metadata.next", nullValue());
    }

    @Test
    void showsTheNewestFirstInPagesThatLinkOn() {
        var registered =
                IntStream.range(0, 25).mapToObj(_ -> register(Samples.awsKey())).toList();
        var pages = new ArrayList<List<String>>();
        var next = Links.KEYS;
        while (next != null) {
            var page = page(next);
            assertThat(page.getInt("metadata.total_size")).isEqualTo(25);
            assertThat(page.getString("metadata.first")).endsWith(Links.KEYS);
            pages.add(page.getList("data.id"));
            next = page.getString("metadata.next");
        }
        assertThat(pages).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(registered.reversed());
    }

    @Test
    void keepsFiltersAndPageSizeInItsLinks() {
        IntStream.range(0, 3).forEach(_ -> register(Samples.awsKey()));
        register(Samples.gcpKey("other"));
        var first = page(Links.KEYS + "?provider=AWS&page_size=2&key=ARN:aws&display_name=");
        assertThat(first.getInt("metadata.total_size")).isEqualTo(3);
        assertThat(parameters(first.getString("metadata.next")))
                .containsEntry("provider", "AWS")
                .containsEntry("page_size", "2")
                .containsEntry("key", "ARN:aws");
        assertThat(page(first.getString("metadata.next")).getList("data.id")).hasSize(1);
        assertThat(page(first.getString("metadata.first")).getList("data.id")).isEqualTo(first.getList("data.id"));
    }

    @Test
    void hasPageTokensOfAtMost255Characters() {
        IntStream.range(0, 2).forEach(_ -> register(Samples.awsKey()));
        var next = page(Links.KEYS + "?page_size=1").getString("metadata.next");
        assertThat(parameters(next).get("page_token")).hasSizeLessThanOrEqualTo(255);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            provider=AWS                   | 1
            provider=Azure                 | 1
            provider=GCP                   | 1
            state=AVAILABLE                | 3
            state=IN_USE                   | 0
            display_name=BILL              | 1
            display_name=100%25            | 1
            display_name=_                 | 0
            key=ACME-westEurope            | 1
            key=cryptoKeys/filter          | 1
            key=nowhere                    | 0
            validation_phase=INVALID       | 0
            provider=AWS&key=acme          | 0
            provider=&state=&display_name= | 3
            page_size=100                  | 3
            """)
    void filters(String query, int expected) {
        acme.sends(Samples.awsKey().replace("}}", "}, \"display_name\": \"Billing 100%\"}"))
                .post(Links.KEYS)
                .then()
                .statusCode(201);
        register(Samples.azureKey("acme-westeurope", "filter"));
        register(Samples.gcpKey("filter"));
        acme.asks()
                .urlEncodingEnabled(false)
                .get(Links.KEYS + "?" + query)
                .then()
                .statusCode(200)
                .body("data", hasSize(expected))
                .body("metadata.total_size", equalTo(expected));
    }

    @Test
    void refusesTokensThatWereMadeForSomethingElse() {
        var other = Organization.fresh();
        IntStream.range(0, 2).forEach(_ -> register(Samples.awsKey()));
        var token = parameters(page(Links.KEYS + "?page_size=1&provider=AWS").getString("metadata.next"))
                .get("page_token");
        refused(acme, "provider=GCP&page_token=" + token);
        refused(acme, "page_token=" + token);
        refused(other, "provider=AWS&page_token=" + token);
        refused(acme, "provider=AWS&page_token=" + token.substring(1));
        refused(acme, "provider=AWS&page_token=" + (token.startsWith("A") ? "B" : "A") + token.substring(1));
        acme.asks().get(Links.KEYS + "?provider=AWS&page_token=" + token).then().statusCode(200);
    }

    @Test
    void showsEveryLastingKeyExactlyOnceWhileOthersComeAndGo() {
        var lasting =
                IntStream.range(0, 40).mapToObj(_ -> register(Samples.awsKey())).toList();
        var stop = new AtomicBoolean();
        try (var executor = Executors.newFixedThreadPool(3)) {
            var others = IntStream.range(0, 3)
                    .mapToObj(_ -> CompletableFuture.runAsync(
                            () -> {
                                while (!stop.get()) {
                                    var id = register(Samples.awsKey());
                                    acme.asks()
                                            .delete(Links.KEYS + "/" + id)
                                            .then()
                                            .statusCode(204);
                                }
                            },
                            executor))
                    .toList();
            for (var walk = 0; walk < 5; walk++) {
                var seen = walk(Links.KEYS + "?page_size=3");
                assertThat(seen).doesNotHaveDuplicates().containsAll(lasting);
                assertThat(seen.stream()
                                .filter(new HashSet<>(lasting)::contains)
                                .toList())
                        .isEqualTo(lasting.reversed());
            }
            stop.set(true);
            others.forEach(CompletableFuture::join);
        }
    }

    private List<String> walk(String first) {
        var seen = new ArrayList<String>();
        var next = first;
        while (next != null) {
            var page = page(next);
            seen.addAll(page.getList("data.id"));
            next = page.getString("metadata.next");
        }
        return seen;
    }

    private void refused(Organization caller, String query) {
        caller.asks()
                .get(Links.KEYS + "?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("invalid_page_token"))
                .body("errors[0].source.parameter", equalTo("page_token"));
    }

    private JsonPath page(String url) {
        var relative = url.startsWith("http") ? url.substring(url.indexOf(Links.KEYS)) : url;
        return acme.asks()
                .urlEncodingEnabled(false)
                .get(relative)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String register(String body) {
        return acme.sends(body)
                .post(Links.KEYS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, String> parameters(String url) {
        return Arrays.stream(URI.create(url).getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
