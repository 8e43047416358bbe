package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class PhaseRulesPropertiesTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final PhaseRules RULES = new PhaseRules(Duration.ofMinutes(30));

    @Property
    void sinceMovesToNowExactlyWhenPhaseOrReasonChanges(@ForAll("lives") List<Step> life) {
        assertThat(life).allSatisfy(step -> {
            var before = step.before().validation();
            var after = step.after().validation();
            var changed = before.phase() != after.phase() || !before.reason().equals(after.reason());

            assertThat(after.since()).isEqualTo(changed ? step.at() : before.since());
            assertThat(after.since()).isAfterOrEqualTo(before.since());
        });
    }

    @Property
    void validExactlyAfterAUsableThatIsNotYetContradicted(@ForAll("lives") List<Step> life) {
        assertThat(life).allSatisfy(step -> {
            var heard = refusalsSinceUsable(life, step);
            var expected = hasBeenUsable(life, step) && !isConvincing(heard);

            assertThat(step.after().validation().phase() == Phase.VALID).isEqualTo(expected);
        });
    }

    @Property
    void invalidOrInitializingShowTheLastRefusal(@ForAll("lives") List<Step> life) {
        assertThat(life)
                .filteredOn(step -> step.after().validation().phase() != Phase.VALID)
                .allSatisfy(step -> assertThat(step.after().validation().reason())
                        .isEqualTo(lastOf(refusalsSinceUsable(life, step))));
    }

    @Property
    void invalidNeedsARefusal(@ForAll("lives") List<Step> life) {
        assertThat(life)
                .filteredOn(step -> step.after().validation().phase() == Phase.INVALID)
                .allSatisfy(step -> assertThat(refusalsSinceUsable(life, step)).isNotEmpty());
    }

    @Property
    void neverInvalidWithoutRefusals(@ForAll("livesWithoutRefusals") List<Step> life) {
        assertThat(life).extracting(step -> step.after().validation().phase()).doesNotContain(Phase.INVALID);
    }

    @Property
    void initializingEndsForGoodAndByTheEndOfGraceAtARefusal(@ForAll("lives") List<Step> life) {
        assertThat(life).allSatisfy(step -> {
            if (step.before().validation().phase() != Phase.INITIALIZING) {
                assertThat(step.after().validation().phase()).isNotEqualTo(Phase.INITIALIZING);
            }
            if (step.verdict() instanceof Refused && !step.at().isBefore(START.plus(RULES.grace()))) {
                assertThat(step.after().validation().phase()).isNotEqualTo(Phase.INITIALIZING);
            }
        });
    }

    @Property
    void neverInvalidWithinGraceBeforeTheFirstUsable(@ForAll("lives") List<Step> life) {
        assertThat(life)
                .filteredOn(step -> step.at().isBefore(START.plus(RULES.grace())) && !hasBeenUsable(life, step))
                .extracting(step -> step.after().validation().phase())
                .allMatch(phase -> phase == Phase.INITIALIZING);
    }

    @Property
    void unreachableChangesNothingButTheSilences(@ForAll("lives") List<Step> life) {
        assertThat(life)
                .filteredOn(step -> step.verdict() instanceof Unreachable)
                .allSatisfy(step -> {
                    assertThat(step.after().validation())
                            .isEqualTo(step.before().validation());
                    assertThat(step.after().refusals()).isEqualTo(step.before().refusals());
                    assertThat(step.after().silences()).isEqualTo(step.before().silences() + 1);
                });
    }

    @Property
    void countsRefusalsInARow(@ForAll("lives") List<Step> life) {
        assertThat(life)
                .allSatisfy(step -> assertThat(step.after().refusals())
                        .isEqualTo(refusalsSinceUsable(life, step).size()));
    }

    @Property
    void answersEndTheSilence(@ForAll("lives") List<Step> life) {
        assertThat(life)
                .filteredOn(step -> !(step.verdict() instanceof Unreachable))
                .extracting(step -> step.after().silences())
                .allMatch(silences -> silences == 0);
    }

    @Property
    void remembersTheLastRegion(@ForAll("lives") List<Step> life) {
        assertThat(life)
                .allSatisfy(step -> assertThat(step.after().validation().region())
                        .isEqualTo(lastOf(upTo(life, step).stream()
                                .map(Step::verdict)
                                .filter(Usable.class::isInstance)
                                .map(verdict -> ((Usable) verdict).region())
                                .toList())));
    }

    @Property
    void registeredAtNeverMoves(@ForAll("lives") List<Step> life) {
        assertThat(life)
                .allSatisfy(step -> assertThat(step.after().registeredAt()).isEqualTo(START));
    }

    private static boolean isConvincing(List<Reason> heard) {
        for (var i = 0; i < heard.size(); i++) {
            if (i + 1 >= heard.get(i).hearings()) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBeenUsable(List<Step> life, Step last) {
        return upTo(life, last).stream().anyMatch(step -> step.verdict() instanceof Usable);
    }

    private static List<Reason> refusalsSinceUsable(List<Step> life, Step last) {
        var heard = new ArrayList<Reason>();
        for (var step : upTo(life, last)) {
            switch (step.verdict()) {
                case Usable _ -> heard.clear();
                case Refused(var reason, var _) -> heard.add(reason);
                case Unreachable _ -> {}
            }
        }
        return heard;
    }

    private static List<Step> upTo(List<Step> life, Step last) {
        return life.stream().filter(step -> !step.at().isAfter(last.at())).toList();
    }

    private static <T> Optional<T> lastOf(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return livesOf(Arbitraries.frequencyOf(Tuple.of(2, usable()), Tuple.of(4, refused()), Tuple.of(1, silence())));
    }

    @Provide
    Arbitrary<List<Step>> livesWithoutRefusals() {
        return livesOf(Arbitraries.oneOf(usable(), silence()));
    }

    private static Arbitrary<Verdict> usable() {
        return Arbitraries.of("eu-west-1", "eu-north-1").map(Usable::new);
    }

    private static Arbitrary<Verdict> refused() {
        return Arbitraries.of(Reason.values()).map(reason -> new Refused(reason));
    }

    private static Arbitrary<Verdict> silence() {
        return Arbitraries.of(Trouble.values()).map(trouble -> new Unreachable(trouble, ""));
    }

    private static Arbitrary<List<Step>> livesOf(Arbitrary<Verdict> verdicts) {
        var pauses = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 60), Arbitraries.integers().between(60, 1_900));
        return Combinators.combine(pauses, verdicts)
                .as((pause, verdict) -> new Heard(Duration.ofSeconds(pause), verdict))
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(PhaseRulesPropertiesTest::lived);
    }

    private static List<Step> lived(List<Heard> all) {
        var steps = new ArrayList<Step>();
        var standing = Standing.registered(START);
        var now = START;
        for (var heard : all) {
            now = now.plus(heard.pause());
            var next = RULES.judge(standing, heard.verdict(), now);
            steps.add(new Step(standing, heard.verdict(), now, next));
            standing = next;
        }
        return List.copyOf(steps);
    }

    record Heard(Duration pause, Verdict verdict) {}

    record Step(Standing before, Verdict verdict, Instant at, Standing after) {}
}
