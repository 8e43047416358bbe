package io.latchkey.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.key.DisplayName;
import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.organization.Role;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the members of an administration's body and collects what is wrong with them. A member that is null is absent. */
final class AdminBody {

    private static final int MAX_NUMBER = 1_000_000;

    private final JsonNode body;
    private final List<Fault> faults = new ArrayList<>();

    private AdminBody(JsonNode body) {
        this.body = body;
    }

    static AdminBody of(RequestBody body) {
        if (body == null || body.json() == null || body.json().isMissingNode()) {
            throw new RefusedException(Fault.of(Refusal.UNREADABLE_JSON, "The body is empty.", "Send a JSON object."));
        }
        if (!body.json().isObject()) {
            throw new RefusedException(Fault.at("", "The body is not a JSON object.", "Send a JSON object."));
        }
        return new AdminBody(body.json());
    }

    boolean has(String member) {
        return body.has(member);
    }

    Optional<UUID> uuid(String member) {
        return member(
                member,
                "is not a UUID.",
                "Give one, or leave it out.",
                node -> node.isTextual() && AdminPath.isUuid(node.textValue())
                        ? Optional.of(UUID.fromString(node.textValue()))
                        : Optional.empty());
    }

    /** A name, which has the rules of a key's. */
    Optional<String> name(String member) {
        var remedy = "Give 1 to " + DisplayName.MAX_LENGTH + " characters without controls.";
        return member(member, "is no name.", remedy, node -> {
            try {
                return node.isTextual()
                        ? Optional.of(DisplayName.parse(node.textValue()).value())
                        : Optional.empty();
            } catch (RefusedException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * @param min the least that is taken
     */
    Optional<Integer> number(String member, int min) {
        var remedy = "Give one from " + min + " to " + MAX_NUMBER + ".";
        return member(
                member,
                "is not such a whole number.",
                remedy,
                node -> node.isIntegralNumber()
                                && node.canConvertToInt()
                                && node.intValue() >= min
                                && node.intValue() <= MAX_NUMBER
                        ? Optional.of(node.intValue())
                        : Optional.empty());
    }

    Optional<Boolean> flag(String member) {
        return member(
                member,
                "is neither true nor false.",
                "Give one of them.",
                node -> node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty());
    }

    private Optional<Instant> time(String member) {
        return member(member, "is no time.", "Give one like 2030-01-31T12:00:00Z.", node -> {
            try {
                return node.isTextual()
                        ? Optional.of(OffsetDateTime.parse(node.textValue()).toInstant())
                        : Optional.empty();
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * @param now what lies before it is refused
     */
    Optional<Instant> timeAfter(Instant now, String member) {
        var time = time(member);
        if (time.filter(given -> !given.isAfter(now)).isPresent()) {
            fault(member, "lies in the past.", "Give a later time, or leave it out.");
        }
        return time;
    }

    Set<Role> roles(String member) {
        var labels = Arrays.stream(Role.values()).map(Role::label).collect(Collectors.joining(", "));
        var remedy = "Give a list with one or more of " + labels + ".";
        if (!body.hasNonNull(member)) {
            fault(member, "is missing.", remedy);
        }
        return member(member, "is not a list of roles.", remedy, AdminBody::roles)
                .orElse(Set.of());
    }

    private static Optional<Set<Role>> roles(JsonNode list) {
        var roles = new HashSet<Role>();
        for (var item : list) {
            Role.of(item.asText()).ifPresent(roles::add);
        }
        return list.isArray() && !list.isEmpty() && roles.size() == list.size() ? Optional.of(roles) : Optional.empty();
    }

    void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
    }

    private <T> Optional<T> member(
            String member, String complaint, String remedy, Function<JsonNode, Optional<T>> read) {
        if (!body.hasNonNull(member)) {
            return Optional.empty();
        }
        var value = read.apply(body.get(member));
        if (value.isEmpty()) {
            fault(member, complaint, remedy);
        }
        return value;
    }

    private void fault(String member, String complaint, String remedy) {
        faults.add(Fault.at("/" + member, member + " " + complaint, remedy));
    }
}
