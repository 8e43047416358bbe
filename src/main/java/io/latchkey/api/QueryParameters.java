package io.latchkey.api;

import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The query parameters of one request. Collects what is wrong with them, so that all of it is told at once. A parameter
 * without a value counts as absent: clients send {@code provider=} and mean no filter.
 */
final class QueryParameters {

    private static final int MAX_LENGTH = 1024;

    private final Map<String, List<String>> values;
    private final List<Fault> faults = new ArrayList<>();

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    static QueryParameters of(UriInfo uri) {
        return new QueryParameters(uri.getQueryParameters());
    }

    /** For an operation that has none: a parameter that is silently ignored is a promise broken. */
    void refuseAll() {
        refuseOthersThan(Set.of());
        refuseIfFaulty();
    }

    void refuseOthersThan(Set<String> known) {
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> add(
                        name,
                        Refusal.INVALID_FILTER,
                        "There is no query parameter of this name.",
                        known.isEmpty()
                                ? "Leave it out."
                                : "Use "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()) + "."));
    }

    /** The value of a parameter, if it has one and {@code read} can read it. */
    <T> Optional<T> read(String name, Function<String, Optional<T>> read, Refusal refusal, String remedy) {
        var given = values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var value = given.getFirst();
        if (given.size() > 1
                || value.length() > MAX_LENGTH
                || value.codePoints().anyMatch(Character::isISOControl)) {
            add(name, refusal, name + " is given twice, too long, or holds control characters.", remedy);
            return Optional.empty();
        }
        var result = read.apply(value);
        if (result.isEmpty()) {
            add(name, refusal, name + " has a value that is not known.", remedy);
        }
        return result;
    }

    void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
    }

    private void add(String name, Refusal refusal, String detail, String remedy) {
        faults.add(Fault.in(name, refusal, detail, remedy));
    }
}
