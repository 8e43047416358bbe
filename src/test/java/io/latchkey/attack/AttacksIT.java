package io.latchkey.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The attack run: all that callers can do to the packaged service on purpose, in one table of which every zero must be one.
 * A sample of it in every build; all of it with {@code ./mvnw verify -Pattacks}.
 */
class AttacksIT {

    private static final Logger LOG = Logger.getLogger(AttacksIT.class);

    /** With clouds that are asked, through a proxy that leads nowhere, and a line in the log for each request. */
    private static final Map<String, String> ON_THE_NET = Map.of(
            "latchkey.provider", "cloud",
            "latchkey.aws.global.access-key-id", "AKIDATTACKRUN",
            "latchkey.aws.global.secret-access-key", "no-secret-of-any-account",
            "latchkey.azure.global.client-id", "5e7b1c3a-0000-4000-8000-00000000de50",
            "latchkey.azure.global.client-secret", "no-secret-of-any-application",
            "quarkus.http.access-log.enabled", "true");

    private static final Map<String, String> LOUD = Map.of("quarkus.log.level", "DEBUG");

    private final Extent extent = Extent.told();
    private final List<Tally> tallies = new ArrayList<>();

    @Test
    void findsNothing() throws IOException {
        against(
                "attacks",
                Map.of(),
                new FieldsAttack(),
                new BombsAttack(),
                new HeadersAttack(),
                new PathsAttack(),
                new SmugglingAttack(),
                new ParsersAttack(),
                new PageTokensAttack(),
                new TenancyAttack(),
                new SlowAttack());
        against("attacks-on-the-net", ON_THE_NET, new LogAttack(), new SsrfAttack());
        against("attacks-loud", LOUD, new SecretsAttack());
        tell();
        assertThat(tallies)
                .isNotEmpty()
                .allSatisfy(tally -> assertThat(tally.cases()).as(tally.group()).isPositive());
        assertThat(tallies).extracting(Tally::group).containsAll(asked());
        assertThat(tallies.stream().flatMap(tally -> tally.told().stream())).isEmpty();
    }

    /** The groups that are asked for by name; none is all. */
    private static List<String> asked() {
        return Stream.of(System.getProperty("attacks.only", "").split(", *"))
                .filter(group -> !group.isEmpty())
                .toList();
    }

    private void against(String name, Map<String, String> settings, Attack... all) throws IOException {
        var attacks = Arrays.stream(all)
                .filter(attack -> asked().isEmpty() || asked().contains(attack.group()))
                .toList();
        if (attacks.isEmpty()) {
            return;
        }
        try (var arena = Arena.open(name, settings)) {
            for (var attack : attacks) {
                var tally = new Tally(attack.group());
                tallies.add(tally);
                var began = System.nanoTime();
                try {
                    attack.run(arena, extent, tally);
                } catch (Exception | AssertionError e) {
                    tally.add("the attack", false, "broke off: " + e);
                    LOG.errorf(e, "%s broke off", attack.group());
                }
                arena.hangUp();
                LOG.infof(
                        "%s: %d cases in %d ms",
                        attack.group(), tally.cases(), (System.nanoTime() - began) / 1_000_000);
            }
        }
    }

    private void tell() throws IOException {
        var table = new Table(tallies).toString();
        Files.writeString(Path.of("target", "attacks.md"), table);
        Files.write(
                Path.of("target", "attacks-faults.txt"),
                tallies.stream().flatMap(tally -> tally.told().stream()).toList());
        LOG.infof("the attack run, %s, seed %d:%n%s", extent.isLong() ? "long" : "quick", extent.seed(), table);
    }
}
