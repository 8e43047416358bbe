package io.latchkey.key;

import java.util.Optional;

/**
 * One thing that is wrong with a request.
 *
 * @param refusal the kind of fault
 * @param detail what is wrong, for a person to read; never holds more of the request than a name or number
 * @param source where in the request it is, if it is anywhere in particular
 * @param resolution what to do about it, if there is something to do
 */
public record Fault(Refusal refusal, String detail, Optional<Source> source, Optional<String> resolution) {

    /** The place in a request that a fault is about. */
    public sealed interface Source {}

    /** A JSON Pointer (RFC 6901) into the body. */
    public record Pointer(String value) implements Source {}

    /** The name of a query parameter. */
    public record Parameter(String name) implements Source {}

    public static Fault of(Refusal refusal, String detail) {
        return new Fault(refusal, detail, Optional.empty(), Optional.empty());
    }

    public static Fault of(Refusal refusal, String detail, String resolution) {
        return new Fault(refusal, detail, Optional.empty(), Optional.of(resolution));
    }

    /** A member of the body that is well-formed JSON but wrong. */
    public static Fault at(String pointer, String detail, String resolution) {
        return new Fault(Refusal.INVALID_FIELD, detail, Optional.of(new Pointer(pointer)), Optional.of(resolution));
    }

    /** A query parameter that is unknown or has a wrong value. */
    public static Fault in(String parameter, Refusal refusal, String detail, String resolution) {
        return new Fault(refusal, detail, Optional.of(new Parameter(parameter)), Optional.of(resolution));
    }

    /** The same fault, seen from a document that holds the faulty one at {@code prefix}. */
    public Fault under(String prefix) {
        return new Fault(refusal, detail, source.map(place -> prefixed(prefix, place)), resolution);
    }

    private static Source prefixed(String prefix, Source source) {
        return switch (source) {
            case Pointer(var value) -> new Pointer(prefix + value);
            case Parameter parameter -> parameter;
        };
    }
}
