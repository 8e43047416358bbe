package io.latchkey.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Finds members in a value that an OpenAPI document says nothing of. */
public record Members(JsonNode document) {

    /** Through arrays, references, {@code allOf} and {@code oneOf}. */
    public void check(JsonNode value, JsonNode schema) {
        check("", value, schema);
    }

    private void check(String place, JsonNode value, JsonNode schema) {
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

    private Map<String, JsonNode> members(JsonNode schema) {
        var all = new HashMap<String, JsonNode>();
        var resolved = resolved(schema);
        resolved.path("properties").properties().forEach(member -> all.put(member.getKey(), member.getValue()));
        resolved.path("allOf").forEach(part -> all.putAll(members(part)));
        resolved.path("oneOf").forEach(part -> all.putAll(members(part)));
        return all;
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? schema(schema.get("$ref").textValue()) : schema;
    }

    private JsonNode schema(String reference) {
        return document.at(reference.substring(1));
    }
}
