package io.latchkey.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.fault.DatabaseFault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Replicas, PostgreSQL and the clouds as processes, faults of all of them under load, and a ledger that is compared with the
 * database afterwards. The long form is {@code ./mvnw verify -Pfaults}.
 */
class FaultRunIT {

    private static final Path TABLE = Path.of("target", "faults.md");

    @Test
    @DisabledIfSystemProperty(named = "faults", matches = "all|some:.*")
    void bearsAFew() throws IOException {
        check(FaultRun.of(
                Pace.QUICK,
                List.of(
                        new ReplicaFault(ReplicaFault.Kind.STALLED),
                        new DatabaseFault(Kind.CONNECTIONS_ENDED),
                        new CloudFault(Mood.GARBAGE))));
    }

    @Test
    @EnabledIfSystemProperty(named = "faults", matches = "all|some:.*")
    void bearsThemAll() throws IOException {
        var wanted = System.getProperty("faults").replaceFirst("all|some:", "");
        check(FaultRun.of(
                Pace.FULL,
                all().stream().filter(fault -> fault.title().contains(wanted)).toList()));
    }

    private static List<Fault> all() {
        var faults = new ArrayList<Fault>();
        faults.add(new Calm());
        Arrays.stream(Kind.values()).map(DatabaseFault::new).forEach(faults::add);
        faults.add(new ReplicaFault(ReplicaFault.Kind.KILLED));
        faults.add(new ReplicaFault(ReplicaFault.Kind.STALLED));
        faults.add(new ReplicaFault(ReplicaFault.Kind.RESTARTED));
        for (var off : List.of(Duration.ofMinutes(7), Duration.ofDays(1))) {
            faults.add(new ReplicaFault(ReplicaFault.Kind.WRONG_CLOCK, off));
            faults.add(new ReplicaFault(ReplicaFault.Kind.WRONG_CLOCK, off.negated()));
        }
        Arrays.stream(Mood.values())
                .filter(mood -> mood != Mood.RIGHT)
                .map(CloudFault::new)
                .forEach(faults::add);
        return faults;
    }

    private static void check(List<Row> rows) throws IOException {
        var table = Table.of(rows);
        Files.writeString(TABLE, table);
        System.out.println(table);
        assertThat(rows).isNotEmpty();
        var softly = new SoftAssertions();
        rows.forEach(row -> row.found()
                .forEach((figure, lines) -> softly.assertThat(lines)
                        .as("%s: %s (%s)", row.fault(), figure.title(), figure.meaning())
                        .isEmpty()));
        softly.assertAll();
    }
}
