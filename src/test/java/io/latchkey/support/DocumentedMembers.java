package io.latchkey.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

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
                    ? schema("#/components/schemas/Failure")
                    : schemaFor(request.getMethod(), request.getDerivedPath(), response.statusCode());
            check("", read(body), schema);
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

    private static void check(String place, JsonNode value, JsonNode schema) {
        if (value.isArray()) {
            value.forEach(item -> check(place + "/*", item, resolved(schema).path("items")));
        }
        var known = members(schema);
        value.properties().forEach(member -> {
            assertThat(known.keySet())
                    .as("members documented at " + (place.isEmpty() ? "/" : place))
                    .contains(member.getKey());
            check(place + "/" + member.getKey(), member.getValue(), known.get(member.getKey()));
        });
    }

    private static Map<String, JsonNode> members(JsonNode schema) {
        var all = new HashMap<String, JsonNode>();
        var resolved = resolved(schema);
        resolved.path("properties").properties().forEach(member -> all.put(member.getKey(), member.getValue()));
        resolved.path("allOf").forEach(part -> all.putAll(members(part)));
        resolved.path("oneOf").forEach(part -> all.putAll(members(part)));
        return all;
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? schema(schema.get("$ref").textValue()) : schema;
    }

    private static JsonNode schema(String reference) {
        return document().at(reference.substring(1));
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
