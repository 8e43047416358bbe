package io.latchkey.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.key.KeyEventType;
import io.latchkey.organization.WebhookUrl;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The body that makes a webhook. */
record WebhookBody(WebhookUrl url, Optional<String> displayName, Set<KeyEventType> types) {

    private static final String TYPES =
            Arrays.stream(KeyEventType.values()).map(KeyEventType::label).collect(Collectors.joining(", "));

    /**
     * @param privateHosts the hosts that need be neither public nor encrypted
     */
    static WebhookBody read(RequestBody body, Set<String> privateHosts) {
        var members = AdminBody.of(body, Set.of("url", "display_name", "event_types"));
        var url = members.needed(
                "url",
                "is not a URL that can be told anything.",
                "Give an https URL of a host with a public name, without user, password and fragment.",
                node -> node.isTextual() ? WebhookUrl.parse(node.textValue(), privateHosts) : Optional.empty());
        var name = members.name("display_name");
        var types = members.member(
                "event_types",
                "is not a list of types of events.",
                "Give some of " + TYPES + "; or leave it out to be told of all.",
                WebhookBody::types);
        members.refuseIfFaulty();
        return new WebhookBody(url.orElseThrow(), name, types.orElse(Set.of()));
    }

    private static Optional<Set<KeyEventType>> types(JsonNode list) {
        var types = new HashSet<KeyEventType>();
        for (var item : list) {
            var type = item.isTextual() ? KeyEventType.of(item.textValue()) : Optional.<KeyEventType>empty();
            if (type.isEmpty()) {
                return Optional.empty();
            }
            types.add(type.get());
        }
        return list.isArray() ? Optional.of(types) : Optional.empty();
    }
}
