package io.latchkey.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.Comparator;
import java.util.Locale;

/** Finds members in answers that the OpenAPI document says nothing of. */
final class DocumentedMembers implements Filter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode document;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var body = response.asString();
        if (!body.isEmpty() && response.contentType().startsWith("application/json")) {
            var schema = body.startsWith("{\"errors\"")
                    ? document().at("/components/schemas/Failure")
                    : schemaFor(request.getMethod(), request.getDerivedPath(), response.statusCode());
            new Members(document()).check(read(body), schema);
        }
        return response;
    }

    /** Of the answer with this status to the operation at the path. */
    private static JsonNode schemaFor(String method, String path, int status) {
        return document().path("paths").properties().stream()
                .filter(template -> path.replaceFirst("^/api/", "/")
                        .matches(template.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                // A name beats a parameter.
                .min(Comparator.comparing(template -> template.getKey()
                        .chars()
                        .filter(letter -> letter == '{')
                        .count()))
                .orElseThrow(() -> new AssertionError("no such path is documented: " + path))
                .getValue()
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(String.valueOf(status))
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private static synchronized JsonNode document() {
        if (document == null) {
            document = read(Contract.served());
        }
        return document;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
