package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadInputApiTest {

    private final Organization acme = Organization.fresh();

    static Stream<Arguments> unreadableBodies() {
        return Stream.of(
                        "",
                        " ",
                        "{",
                        "}",
                        "{]",
                        "nul",
                        "{\"key\": }",
                        "{\"key\": 1,}",
                        "{'key': 1}",
                        "null",
                        Samples.awsKey() + "x",
                        Samples.awsKey() + "{}",
                        "{\"display_name\": \"a\", \"display_name\": \"b\"}",
                        "{\"key\": {\"kind\": \"AwsKey\", \"kind\": \"GcpKey\"}}",
                        "[".repeat(1000) + "]".repeat(1000),
                        "{\"a\":".repeat(17) + "1" + "}".repeat(17),
                        "{\"display_name\": \"line\nbreak\"}",
                        "{\"display_name\": \"\\x\"}")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("unreadableBodies")
    void refusesWhatIsNotReadableJson(String body) {
        failure(acme.sends(body).post(Links.KEYS), 400, "invalid_json");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var body = "{\"display_name\": \"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        failure(acme.asks().contentType("application/json").body(body).post(Links.KEYS), 400, "invalid_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "\"text\"", "1", "true"})
    void refusesJsonThatIsNotAnObject(String body) {
        failure(acme.sends(body).post(Links.KEYS), 422, "invalid_configuration");
    }

    static Stream<Arguments> wrongMembers() {
        return Stream.of(
                Arguments.of(
                        "{\"display_name\": \"" + "x".repeat(60_000) + "\", \"key\": {}}",
                        new String[] {"/key/kind", "/display_name"}),
                Arguments.of("{}", new String[] {"/key"}),
                Arguments.of("{\"key\": null}", new String[] {"/key"}),
                Arguments.of("{\"key\": \"arn\"}", new String[] {"/key"}),
                Arguments.of("{\"key\": {}}", new String[] {"/key/kind"}),
                Arguments.of("{\"key\": {\"kind\": 1}}", new String[] {"/key/kind"}),
                Arguments.of("{\"key\": {\"kind\": \"awskey\"}}", new String[] {"/key/kind"}),
                Arguments.of("{\"key\": {\"kind\": \"AwsKey\"}}", new String[] {"/key/key_arn"}),
                Arguments.of("{\"key\": {\"kind\": \"AwsKey\", \"key_arn\": [\"a\"]}}", new String[] {"/key/key_arn"}),
                Arguments.of(
                        "{\"display_name\": \"\", \"key\": {\"kind\": \"AwsKey\", \"key_arn\": \"alias/mine\"}}",
                        new String[] {"/key/key_arn", "/display_name"}),
                Arguments.of(
                        "{\"display_name\": 7, \"key\": {\"kind\": \"AzureKey\"}}",
                        new String[] {"/key/key_id", "/key/key_vault_id", "/key/tenant_id", "/display_name"}),
                Arguments.of(
                        "{\"key\": {\"kind\": \"AzureKey\", \"key_id\": \"http://x\", \"tenant_id\": \"x\"}}",
                        new String[] {"/key/key_id", "/key/key_vault_id", "/key/tenant_id"}),
                Arguments.of(
                        "{\"display_name\": \"\\u0000\", \"key\": {\"kind\": \"GcpKey\", \"key_id\": \"a\\u0000\"}}",
                        new String[] {"/key/key_id", "/display_name"}),
                Arguments.of(
                        "{\"display_name\": \"\\ud800\", \"key\": {\"kind\": \"GcpKey\", \"key_id\": \"\\udfff\"}}",
                        new String[] {"/key/key_id", "/display_name"}));
    }

    @ParameterizedTest
    @MethodSource("wrongMembers")
    void tellsAllFaultsOfABodyAtOnceEachWithItsPointer(String body, String[] pointers) {
        var answer = failure(acme.sends(body).post(Links.KEYS), 422, "invalid_configuration");
        answer.then()
                .body("errors.source.pointer", containsInAnyOrder(pointers))
                .body("errors.resolution", everyItem(not(blankOrNullString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"display_name\": null}", "{\"display_name\": \" \"}", "{\"display_name\": {}}"})
    void refusesABadNewName(String body) {
        var registered = acme.sends(Samples.awsKey()).post(Links.KEYS);
        var answer = acme.sends(body).patch(Links.KEYS + "/" + registered.path("id"));
        failure(answer, 422, "invalid_configuration").then().body("errors[0].source.pointer", equalTo("/display_name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour=red",
                "page_size=0",
                "page_size=101",
                "page_size=-1",
                "page_size=ten",
                "page_size=1e1",
                "page_size=99999999999",
                "page_token=x",
                "page_token=%F0%9F%94%91",
                "provider=aws",
                "provider=AWS&provider=GCP",
                "state=available",
                "validation_phase=BROKEN",
                "display_name=%00",
                "key=%0a",
                "validation_region=a%1f",
                "Provider=AWS"
            })
    void refusesListParametersWith400AndTheirName(String query) {
        var answer = acme.asks().urlEncodingEnabled(false).get(Links.KEYS + "?" + query);
        answer.then()
                .statusCode(400)
                .body("errors[0].source.parameter", equalTo(query.substring(0, query.indexOf('='))));
        complete(answer, 400);
    }

    @Test
    void tellsAllFaultsOfAQueryAtOnce() {
        acme.asks()
                .get(Links.KEYS + "?page_size=0&provider=x&colour=red")
                .then()
                .statusCode(400)
                .body("errors.source.parameter", containsInAnyOrder("page_size", "provider", "colour"));
    }

    @Test
    void refusesParametersOfOperationsThatHaveNone() {
        var path = Links.KEYS + "/cck-000000000000";
        failure(acme.asks().get(path + "?a=1"), 400, "invalid_filter");
        failure(acme.asks().delete(path + "?dry_run=true"), 400, "invalid_filter");
        failure(acme.sends("{}").patch(path + "?a=1"), 400, "invalid_filter");
        failure(acme.sends(Samples.awsKey()).post(Links.KEYS + "?a=1"), 400, "invalid_filter");
    }

    @Test
    void refusesOtherMediaTypes() {
        failure(acme.asks().contentType("text/plain").body("x").post(Links.KEYS), 415, "unsupported_media_type");
        failure(
                acme.asks().contentType("application/xml").body("<x/>").post(Links.KEYS),
                415,
                "unsupported_media_type");
        failure(acme.asks().accept("text/html").get(Links.KEYS), 406, "not_acceptable");
    }

    @Test
    void refusesABodyOver64KiBWhetherItsLengthIsToldOrNot() throws IOException {
        var spaces = " ".repeat(64 * 1024);
        failure(acme.sends(Samples.awsKey() + spaces).post(Links.KEYS), 413, "body_too_large");
        assertThat(chunked(spaces)).startsWith("HTTP/1.1 413").contains("body_too_large");
    }

    @Test
    void passesOverUnknownMembersHoweverLong() {
        var body = Samples.awsKey()
                .replaceFirst(
                        "\\{", "{\"" + "n".repeat(20_000) + "\": " + "9".repeat(20_000) + ", \"e\": 1e999999999, ");
        acme.sends(body).post(Links.KEYS).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/cck-a1b2c3d4e5f6%", "?display_name=50%", "?provider=%zz", "?key=a|b", "?key=\""})
    void refusesAUrlThatCantBeRead(String rest) throws IOException {
        var answer = raw("GET " + Links.KEYS + rest + " HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: mine\r\n"
                + "Authorization: " + acme.authorization() + "\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("X-Request-Id: mine")
                .contains("\"code\":\"bad_request\"", "\"id\":\"mine\"")
                .doesNotContain("xception");
    }

    @Test
    void refusesARequestThatNamesNoHostForItsLinks() throws IOException {
        assertThat(raw("GET " + Links.KEYS + " HTTP/1.0\r\nConnection: close\r\n\r\n"))
                .contains(" 400 Bad Request", "\"code\":\"bad_request\"", "names no host");
    }

    @Test
    void takesFiltersOfAnyScriptUpToTheirLimit() {
        acme.asks()
                .queryParam("display_name", "鍵".repeat(1024))
                .get(Links.KEYS)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "10000000000000000\r\n"})
    void hangsUpOnABodyWhoseChunksCantBeRead(String chunk) throws IOException {
        assertThat(raw("POST " + Links.KEYS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + acme.authorization() + "\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "[::1", "%zz", "\""})
    void refusesAHostThatIsNone(String host) throws IOException {
        assertThat(raw("GET " + Links.KEYS + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("X-Request-Id: ")
                .contains("\"code\":\"bad_request\"")
                .doesNotContain("xception");
    }

    @Test
    void answersUnknownPathsAndMethodsInTheSameForm() {
        complete(acme.asksOffTheMap().get("/nowhere"), 404);
        complete(acme.asksOffTheMap().get("/"), 404);
        complete(acme.asksOffTheMap().post("/byok/v2/keys"), 404);
        complete(acme.asksOffTheMap().put(Links.KEYS), 405);
        complete(acme.asksOffTheMap().post(Links.KEYS + "/cck-000000000000"), 405);
        complete(acme.asksOffTheMap().request("TRACE", Links.KEYS), 405);
        complete(acme.asksOffTheMap().request("BREW", Links.KEYS), 405);
    }

    @Test
    void takesTheClientsRequestIdIfItIsHarmless() {
        var long64 = "a".repeat(64);
        for (var id : new String[] {"abc", "A.b_c-1", long64}) {
            acme.asks().header("X-Request-Id", id).get(Links.KEYS).then().header("X-Request-Id", id);
            acme.asks()
                    .header("X-Request-Id", id)
                    .get(Links.KEYS + "/x")
                    .then()
                    .header("X-Request-Id", id)
                    .body("errors[0].id", equalTo(id));
        }
        for (var id : new String[] {"a b", "a/b", "ü", long64 + "a", ""}) {
            var given = acme.asks().header("X-Request-Id", id).get(Links.KEYS).header("X-Request-Id");
            assertThat(given).isNotEqualTo(id).matches("[0-9a-f-]{36}");
        }
    }

    private static Response failure(Response answer, int status, String code) {
        answer.then().statusCode(status).body("errors.code", everyItem(equalTo(code)));
        return complete(answer, status);
    }

    /** The Failure form, whole, and nothing of our insides in it. */
    private static Response complete(Response answer, int status) {
        answer.then()
                .statusCode(status)
                .header("X-Request-Id", not(blankOrNullString()))
                .body("errors.id", everyItem(equalTo(answer.header("X-Request-Id"))))
                .body("errors.status", everyItem(equalTo(String.valueOf(status))))
                .body("errors.title", everyItem(not(blankOrNullString())))
                .body("errors.detail", everyItem(not(blankOrNullString())));
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.asString())
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("io.", "com.", "org.", "java")
                .doesNotContainIgnoringCase("select ");
        return answer;
    }

    private String chunked(String spaces) throws IOException {
        return raw("POST " + Links.KEYS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + acme.authorization()
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + Integer.toHexString(spaces.length()) + "\r\n" + spaces + "\r\n"
                + "10\r\n" + " ".repeat(16) + "\r\n0\r\n\r\n");
    }

    /** The answer to bytes that no HTTP library would send. */
    private static String raw(String request) throws IOException {
        var url = URI.create(RestAssured.baseURI);
        try (var socket = new Socket(url.getHost(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
