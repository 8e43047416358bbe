package io.latchkey.api;

import io.latchkey.key.Finding;
import io.latchkey.key.ObservedKey;
import io.latchkey.key.Reason;
import io.latchkey.key.Remedy;
import io.latchkey.key.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is not as it should be with a key, most severe first. An addition to the contract. */
@RegisterForReflection
public record FindingsView(
        Optional<Instant> inspectedAt, Optional<VersionView> currentVersion, List<FindingView> findings) {

    /** One of them. */
    @RegisterForReflection
    public record FindingView(String code, Severity severity, String detail, String resolution) {

        private static FindingView of(Finding finding) {
            return new FindingView(finding.name(), finding.severity(), finding.message(), finding.resolution());
        }

        /** What keeps the key from being used is the first thing to find. */
        private static FindingView of(Reason reason, ObservedKey found) {
            return new FindingView(
                    reason.name(),
                    Severity.HIGH,
                    reason.message(),
                    Remedy.of(reason, found.key().providerKey()));
        }
    }

    static FindingsView of(ObservedKey found, Instant now) {
        var reason = found.key().validation().reason().map(why -> FindingView.of(why, found));
        var observed = found.observed();
        var findings = observed.findings().stream()
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Comparator.naturalOrder()))
                .map(FindingView::of);
        return new FindingsView(
                observed.inspectedAt(),
                observed.version().map(seen -> VersionView.of(seen, now)),
                Stream.concat(reason.stream(), findings).toList());
    }
}
