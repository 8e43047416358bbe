package io.latchkey.api;

import io.latchkey.key.KeyUsage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import java.util.List;

/** How many resources a key protects. An addition to the contract. */
@RegisterForReflection
public record UsageView(long total, List<OfKind> kinds) {

    /** How many resources of one kind. */
    @RegisterForReflection
    public record OfKind(String kind, long count) {}

    static UsageView of(KeyUsage usage) {
        return new UsageView(
                usage.total(),
                usage.byKind().entrySet().stream()
                        .map(kind -> new OfKind(kind.getKey().value(), kind.getValue()))
                        .sorted(Comparator.comparing(OfKind::kind))
                        .toList());
    }
}
