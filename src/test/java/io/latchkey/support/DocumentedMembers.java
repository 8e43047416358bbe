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
import java.util.HashMap;
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
            var name = body.startsWith("{\"errors\"") ? "Failure" : schemaFor(request.getDerivedPath(), body);
            check("", read(body), schema("#/components/schemas/" + name));
        }
        return response;
    }

    private static String schemaFor(String path, String body) {
        if (!path.startsWith("/admin/v1/")) {
            if (path.contains("/protected-resources")) {
                return "byok.v1.ProtectedResource" + (body.startsWith("{\"data\"") ? "Page" : "");
            }
            if (path.endsWith("/usage")) {
                return "byok.v1.KeyUsage";
            }
            if (path.endsWith("/findings")) {
                return "byok.v1.Findings";
            }
            return path.endsWith("/quota")
                    ? "byok.v1.Quota"
                    : body.contains("\"kind\":\"KeyList\"") ? "byok.v1.KeyList" : "byok.v1.Key";
        }
        var item = path.contains("/audit") ? "AuditRecord" : path.contains("/api-keys") ? "ApiKey" : "Organization";
        return body.startsWith("{\"data\"") ? "admin.v1." + item.replace("Record", "") + "Page" : "admin.v1." + item;
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

    private static synchronized JsonNode schema(String reference) {
        if (document == null) {
            document = read(Contract.served());
        }
        return document.at(reference.substring(1));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
