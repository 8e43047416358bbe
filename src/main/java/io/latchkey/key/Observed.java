package io.latchkey.key;

import io.latchkey.key.Finding.Source;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a key beside its {@link Validation}, and never decides about it.
 *
 * @param findings what the latest looks that got an answer found
 * @param version what the key encrypts with, as last seen
 * @param inspectedAt when its grant was last inspected with an answer
 */
public record Observed(Set<Finding> findings, Optional<SeenVersion> version, Optional<Instant> inspectedAt) {

    /** Of a key that nobody has looked at. */
    public static final Observed NOTHING = new Observed(Set.of(), Optional.empty(), Optional.empty());

    /**
     * A version that was seen.
     *
     * @param since when it was first seen to be the present one
     */
    public record SeenVersion(KeyVersion version, Instant since) {}

    public Observed {
        findings = Set.copyOf(findings);
    }

    /** After a probe and the inspection that followed it. What told nothing leaves things as they were. */
    public Observed after(Verdict verdict, Inspection inspection, Instant now) {
        return switch (verdict) {
            case Usable(var _, var sighting, var _) -> sighted(sighting, now).inspected(inspection, now);
            // A look at why the key is denied is no inspection of the grant that its owner is still to make.
            case Refused _ -> new Observed(told(findings, inspection), version, inspectedAt);
            case Unreachable _ -> this;
        };
    }

    /** A key that was used lacks nothing that using it takes, whatever an earlier denial told. */
    private Observed sighted(Sighting sighting, Instant now) {
        var all = EnumSet.noneOf(Finding.class);
        findings.stream()
                .filter(finding -> finding.source() == Source.INSPECTION)
                .forEach(all::add);
        all.addAll(sighting.findings());
        return new Observed(all, sighting.version().map(seen -> seen(seen, now)).or(() -> version), inspectedAt);
    }

    private SeenVersion seen(KeyVersion seen, Instant now) {
        return version.filter(present -> present.version().name().equals(seen.name()))
                .map(present -> new SeenVersion(seen, present.since()))
                .orElseGet(() -> new SeenVersion(seen, now));
    }

    private Observed inspected(Inspection inspection, Instant now) {
        return inspection.toldNothing() ? this : new Observed(told(findings, inspection), version, Optional.of(now));
    }

    private static Set<Finding> told(Set<Finding> before, Inspection inspection) {
        var all = EnumSet.noneOf(Finding.class);
        all.addAll(before);
        all.removeAll(inspection.answered());
        all.addAll(inspection.found());
        return all;
    }
}
