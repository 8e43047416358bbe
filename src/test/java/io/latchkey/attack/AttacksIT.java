package io.latchkey.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The attack run: all that callers can do to the packaged service on purpose, in one table of which every zero must be one.
 * A sample of it in every build; all of it with {@code ./mvnw verify -Pattacks}.
 */
class AttacksIT {

    private static final Logger LOG = Logger.getLogger(AttacksIT.class);

    private final Extent extent = Extent.told();
    private final List<Tally> tallies = new ArrayList<>();

    @Test
    void findsNothing() throws Exception {
        try (var arena = Arena.open("attacks", Map.of())) {
            for (var attack : List.<Attack>of(
                    new FieldsAttack(),
                    new BombsAttack(),
                    new HeadersAttack(),
                    new PathsAttack(),
                    new SmugglingAttack(),
                    new PageTokensAttack(),
                    new TenancyAttack())) {
                run(attack, arena);
            }
        }
        var table = new Table(tallies).toString();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "attacks.md"), table);
        LOG.infof("the attack run, %s, seed %d:%n%s", extent.isLong() ? "long" : "quick", extent.seed(), table);
        Files.write(
                Path.of("target", "attacks-faults.txt"),
                tallies.stream().flatMap(tally -> tally.told().stream()).toList());
        assertThat(tallies.stream().flatMap(tally -> tally.told().stream())).isEmpty();
    }

    private void run(Attack attack, Arena arena) throws Exception {
        var only = System.getProperty("attacks.only", attack.group());
        if (!List.of(only.split(", *")).contains(attack.group())) {
            return;
        }
        var tally = new Tally(attack.group());
        tallies.add(tally);
        var began = System.nanoTime();
        attack.run(arena, extent, tally);
        LOG.infof("%s: %d cases in %d ms", attack.group(), tally.cases(), (System.nanoTime() - began) / 1_000_000);
    }
}
