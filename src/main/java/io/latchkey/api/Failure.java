package io.latchkey.api;

import io.latchkey.key.Fault;
import io.latchkey.key.Fault.Parameter;
import io.latchkey.key.Fault.Pointer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** A refusal on the wire. */
@RegisterForReflection
public record Failure(List<Entry> errors) {

    /**
     * One fault on the wire.
     *
     * @param id the id of the request
     * @param status the HTTP status, as a text
     * @param resolution what to do about it; an addition to the contract that the command-line client prints
     */
    @RegisterForReflection
    public record Entry(
            String id,
            String status,
            String code,
            String title,
            String detail,
            Optional<Source> source,
            Optional<String> resolution) {}

    /** The place of a fault on the wire. */
    @RegisterForReflection
    public record Source(Optional<String> pointer, Optional<String> parameter) {}

    static Failure of(String requestId, List<Fault> faults) {
        return new Failure(faults.stream().map(fault -> entry(requestId, fault)).toList());
    }

    private static Entry entry(String requestId, Fault fault) {
        var refusal = fault.refusal();
        return new Entry(
                requestId,
                String.valueOf(refusal.status()),
                refusal.code(),
                refusal.title(),
                fault.detail(),
                fault.source().map(Failure::source),
                fault.resolution());
    }

    private static Source source(Fault.Source source) {
        return switch (source) {
            case Pointer(var value) -> new Source(Optional.of(value), Optional.empty());
            case Parameter(var name) -> new Source(Optional.empty(), Optional.of(name));
        };
    }
}
