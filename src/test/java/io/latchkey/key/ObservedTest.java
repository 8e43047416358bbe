package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Observed.SeenVersion;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObservedTest {

    private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(1));
    private static final KeyVersion FIRST = new KeyVersion("1", Optional.empty());
    private static final KeyVersion SECOND = new KeyVersion("2", Optional.of(LATER));
    private static final Refused DENIED = new Refused(Reason.ACCESS_DENIED);

    private static final Observed KNOWN = Observed.NOTHING.after(
            usable(FIRST, Finding.VERSION_PINNED), Inspection.of(Finding.MAY_DESTROY, true), NOON);

    @Test
    void keepsWhatWasSeenAndFound() {
        assertThat(KNOWN.findings()).containsExactlyInAnyOrder(Finding.VERSION_PINNED, Finding.MAY_DESTROY);
        assertThat(KNOWN.version()).contains(new SeenVersion(FIRST, NOON));
        assertThat(KNOWN.inspectedAt()).contains(NOON);
    }

    @Test
    void isAsItWasAfterThatTellsNothing() {
        assertThat(KNOWN.after(new Unreachable(Trouble.TIMED_OUT, ""), Inspection.NONE, LATER))
                .isEqualTo(KNOWN);
        assertThat(KNOWN.after(DENIED, Inspection.NONE, LATER)).isEqualTo(KNOWN);
        assertThat(KNOWN.after(usable(FIRST, Finding.VERSION_PINNED), Inspection.NONE, LATER))
                .as("an inspection that failed, or was not due")
                .isEqualTo(KNOWN);
    }

    @Test
    void knowsARotationByItsName() {
        var rotated = KNOWN.after(usable(SECOND), Inspection.NONE, LATER);
        assertThat(rotated.version()).contains(new SeenVersion(SECOND, LATER));
        assertThat(rotated.after(usable(SECOND), Inspection.NONE, LATER.plusSeconds(1)))
                .isEqualTo(rotated);
        assertThat(rotated.after(new Usable("global"), Inspection.NONE, LATER).version())
                .as("a version that is not shown any more is the last one seen")
                .isEqualTo(rotated.version());
    }

    @Test
    void forgetsWhatAProbeSeesNoMoreAndWhatAnInspectionDenies() {
        assertThat(KNOWN.after(usable(FIRST), Inspection.NONE, LATER).findings())
                .containsExactly(Finding.MAY_DESTROY);
        assertThat(KNOWN.after(usable(FIRST), Inspection.of(Finding.MAY_DESTROY, false), LATER)
                        .findings())
                .isEmpty();
        assertThat(KNOWN.after(usable(FIRST), Inspection.of(Finding.MAY_GRANT, true), LATER)
                        .findings())
                .as("what got no clear answer stays as it was")
                .containsExactlyInAnyOrder(Finding.MAY_DESTROY, Finding.MAY_GRANT);
    }

    @Test
    void tellsWhatADeniedKeyLacksUntilItIsUsed() {
        var denied = Observed.NOTHING.after(DENIED, Inspection.of(Finding.USE_TO_DECRYPT_DENIED, true), NOON);
        assertThat(denied.findings()).containsExactly(Finding.USE_TO_DECRYPT_DENIED);
        assertThat(denied.inspectedAt())
                .as("the grant that is still to come is inspected at once")
                .isEmpty();
        assertThat(denied.after(usable(FIRST), Inspection.NONE, LATER).findings())
                .isEqualTo(Set.of());
    }

    private static Usable usable(KeyVersion version, Finding... findings) {
        return new Usable("global", new Sighting(Set.of(findings), Optional.of(version)));
    }
}
