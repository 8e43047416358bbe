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
                        "There is no query parameter '" + shortened(name) + "' here.",
                        known.isEmpty()
                                ? "Leave it out."
                                : "Use "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()) + "."));
    }

    /**
     * The value of a parameter, if it has one.
     *
     * @param read makes something of the value, or nothing if it can't
     * @param complaint what is wrong then
     */
    <T> Optional<T> read(
            String name, Function<String, Optional<T>> read, Refusal refusal, String complaint, String remedy) {
        var given = values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var result = malformation(given).isPresent() ? Optional.<T>empty() : read.apply(given.getFirst());
        if (result.isEmpty()) {
            add(name, refusal, name + " " + malformation(given).orElse(complaint) + ".", remedy);
        }
        return result;
    }

    private static Optional<String> malformation(List<String> given) {
        if (given.size() > 1) {
            return Optional.of("is given more than once");
        }
        if (given.getFirst().length() > MAX_LENGTH) {
            return Optional.of("has more than " + MAX_LENGTH + " characters");
        }
        return given.getFirst().codePoints().anyMatch(Character::isISOControl)
                ? Optional.of("holds a control character")
                : Optional.empty();
    }

    void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
    }

    /** What a caller wrote comes back to the caller, but not at any length. */
    private static String shortened(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "...";
    }

    private void add(String name, Refusal refusal, String detail, String remedy) {
        faults.add(Fault.in(name, refusal, detail, remedy));
    }
}
