package io.latchkey.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.key.DisplayName;
import io.latchkey.key.Fault;
import io.latchkey.key.RefusedException;
import io.latchkey.organization.Role;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
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

    /** RFC 3339 writes years with four digits. */
    private static final int LAST_YEAR = 9999;

    private final JsonNode body;
    private final List<Fault> faults = new ArrayList<>();

    private AdminBody(JsonNode body) {
        this.body = body;
    }

    /**
     * A misspelt member must not be passed over: it might have been the one that limits what is granted.
     *
     * @param members all that there can be
     */
    static AdminBody of(RequestBody body, Set<String> members) {
        var read = new AdminBody(RequestBody.object(body));
        read.body.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                read.faults.add(Fault.at(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "There is no such member.",
                        "Give some of " + members.stream().sorted().collect(Collectors.joining(", ")) + "."));
            }
        });
        return read;
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
        return member(member, "is not a text that can be a name.", remedy, node -> {
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
                "is not a whole number in range.",
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
        return member(member, "is not a time.", "Give one like 2030-01-31T12:00:00Z.", node -> {
            try {
                return node.isTextual()
                        ? Optional.of(OffsetDateTime.parse(node.textValue()))
                                .filter(given -> given.getYear() <= LAST_YEAR)
                                .map(given -> given.toInstant().truncatedTo(ChronoUnit.MICROS))
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
        return needed(member, "is not a list of roles.", remedy, AdminBody::roles)
                .orElse(Set.of());
    }

    private static Optional<Set<Role>> roles(JsonNode list) {
        var roles = new HashSet<Role>();
        for (var item : list) {
            var role = Role.of(item.asText());
            if (role.isEmpty()) {
                return Optional.empty();
            }
            roles.add(role.get());
        }
        return list.isArray() && !list.isEmpty() ? Optional.of(roles) : Optional.empty();
    }

    void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
    }

    /** The same as {@link #member}, and a member that is absent is faulty too. */
    <T> Optional<T> needed(String member, String complaint, String remedy, Function<JsonNode, Optional<T>> read) {
        if (!body.hasNonNull(member)) {
            fault(member, "is missing.", remedy);
        }
        return member(member, complaint, remedy, read);
    }

    /**
     * What a member holds, if it is there.
     *
     * @param complaint what is wrong if nothing can be made of it
     */
    <T> Optional<T> member(String member, String complaint, String remedy, Function<JsonNode, Optional<T>> read) {
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
