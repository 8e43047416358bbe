package io.latchkey.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The OpenAPI document that the service serves, as what can be asked of it. */
record Document(JsonNode root) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** A parameter and its schema. */
    record Parameter(String name, String in, JsonNode schema) {}

    /**
     * One operation.
     *
     * @param path with braces
     * @param body the schema of its body, if it takes one
     */
    record Operation(
            String id,
            String method,
            String path,
            List<Parameter> parameters,
            Optional<JsonNode> body,
            JsonNode responses) {

        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean isOfOperators() {
            return path.startsWith("/admin/");
        }
    }

    static Document read(String json) {
        try {
            return new Document(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    List<Operation> operations() {
        var all = new ArrayList<Operation>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> all.add(
                                operation(path.getKey(), path.getValue(), member.getKey(), member.getValue()))));
        return all;
    }

    private Operation operation(String path, JsonNode shared, String method, JsonNode own) {
        var parameters = new ArrayList<Parameter>();
        shared.path("parameters").forEach(each -> parameters.add(parameter(each)));
        own.path("parameters").forEach(each -> parameters.add(parameter(each)));
        var body = resolved(own.path("requestBody")).at("/content/application~1json/schema");
        return new Operation(
                own.path("operationId").textValue(),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                Optional.of(body).filter(schema -> !schema.isMissingNode()),
                own.path("responses"));
    }

    private Parameter parameter(JsonNode node) {
        var there = resolved(node);
        return new Parameter(
                there.path("name").textValue(), there.path("in").textValue(), resolved(there.path("schema")));
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** The members of an object's schema, through {@code allOf}. */
    Map<String, JsonNode> members(JsonNode schema) {
        var all = new LinkedHashMap<String, JsonNode>();
        var there = resolved(schema);
        there.path("properties").properties().forEach(member -> all.put(member.getKey(), resolved(member.getValue())));
        there.path("allOf").forEach(part -> all.putAll(members(part)));
        return all;
    }
}
