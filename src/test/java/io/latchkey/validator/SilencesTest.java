package io.latchkey.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.KeyId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private static final KeyId KEY = new KeyId("cck-a1b2c3d4e5f6");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Silences silences = new Silences(() -> now);

    @Test
    void reportsTheFirstAtOnceWithItsKeyAndCause() {
        assertThat(silences.count(KEY, "throttled"))
                .hasValueSatisfying(
                        report -> assertThat(report).startsWith("1 probes").contains("cck-a1b2c3d4e5f6", "throttled"));
    }

    @Test
    void reportsTheOthersTogetherOnceAMinute() {
        silences.count(KEY, "throttled");
        now = now.plusSeconds(59);
        assertThat(silences.count(KEY, "throttled")).isEmpty();
        assertThat(silences.count(KEY, "throttled")).isEmpty();
        now = now.plusSeconds(1);
        assertThat(silences.count(KEY, "timed out"))
                .hasValueSatisfying(
                        report -> assertThat(report).startsWith("3 probes").contains("timed out"));
        assertThat(silences.count(KEY, "throttled")).isEmpty();
    }
}
