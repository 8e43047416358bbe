package io.latchkey.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Good bodies, made of a schema's own examples, and where their members are. */
record Bodies(Document document) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** One body for each form that there is: of a member that is one of several, each in turn. */
    List<ObjectNode> of(JsonNode schema) {
        var forms = new ArrayList<ObjectNode>();
        forms.add(JSON.objectNode());
        document.members(schema).forEach((name, member) -> {
            if (!member.path("readOnly").booleanValue()) {
                var values = values(member);
                var before = List.copyOf(forms);
                forms.clear();
                values.forEach(value ->
                        before.forEach(form -> forms.add(form.deepCopy().set(name, value))));
            }
        });
        return forms;
    }

    private List<JsonNode> values(JsonNode schema) {
        if (schema.has("oneOf")) {
            var all = new ArrayList<JsonNode>();
            schema.path("oneOf").forEach(form -> all.addAll(of(document.resolved(form))));
            return all;
        }
        return List.of(value(schema));
    }

    /** A good value, another one each time where the schema lets it be random. */
    JsonNode value(JsonNode given) {
        var schema = document.resolved(given);
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> of(schema).getFirst();
            case "array" -> JSON.arrayNode().add(value(schema.path("items")));
            case "integer" -> JSON.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.booleanNode(false);
            default -> JSON.textNode(text(schema));
        };
    }

    private static String text(JsonNode schema) {
        if (schema.has("example")) {
            // A key that nobody has registered; a URL that leads nowhere.
            return schema.path("example")
                    .asText()
                    .replace(
                            "1234abcd-12ab-34cd-56ef-1234567890ab",
                            UUID.randomUUID().toString())
                    .replace("key-name", "key-" + UUID.randomUUID())
                    .replace("testbyokkey", "key-" + UUID.randomUUID())
                    .replace("hooks.example.com", "hooks.attack-run.invalid");
        }
        return switch (schema.path("format").asText()) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date-time" -> "2999-01-01T00:00:00Z";
            default -> "text";
        };
    }

    /** Each member that a body of this schema can have, read-only ones too, by its JSON pointer. */
    Map<String, JsonNode> places(JsonNode schema) {
        var all = new LinkedHashMap<String, JsonNode>();
        document.members(schema).forEach((name, member) -> {
            all.put("/" + name, member);
            inside(member).forEach((inner, schemaThere) -> all.putIfAbsent("/" + name + inner, schemaThere));
        });
        return all;
    }

    private Map<String, JsonNode> inside(JsonNode member) {
        var all = new LinkedHashMap<String, JsonNode>();
        if (member.has("properties") || member.has("allOf")) {
            all.putAll(places(member));
        }
        member.path("oneOf").forEach(form -> places(document.resolved(form)).forEach(all::putIfAbsent));
        return all;
    }
}
