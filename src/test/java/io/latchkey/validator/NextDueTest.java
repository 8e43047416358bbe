package io.latchkey.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Reason;
import io.latchkey.key.Standing;
import io.latchkey.key.Validation;
import io.latchkey.key.Validation.Initializing;
import io.latchkey.key.Validation.Invalid;
import io.latchkey.key.Validation.Valid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextDueTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Settings SETTINGS = new Settings(
            Duration.ofMinutes(15), 0.1, Duration.ofSeconds(5), Duration.ofMinutes(30), Duration.ofMinutes(1));

    @ParameterizedTest
    @CsvSource({"PT0S, PT5S", "PT50S, PT5S", "PT2M, PT12S", "PT10M, PT1M", "PT25M, PT2M30S"})
    void aNewKeyIsDueSoonThenLessOften(Duration age, Duration wait) {
        assertThat(next(SETTINGS, initializing(), age)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"PT29M, PT1M", "PT29M59S, PT1S"})
    void aNewKeyIsDueWhenItsGraceEnds(Duration age, Duration wait) {
        assertThat(next(SETTINGS, initializing(), age)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"PT30M, PT3M", "PT1H, PT6M", "PT2H30M, PT15M", "P30D, PT15M"})
    void aKeyStillWithoutAnAnswerAfterGraceSlowsDownToTheInterval(Duration age, Duration wait) {
        assertThat(next(SETTINGS, initializing(), age)).isEqualTo(wait);
    }

    @Test
    void settledKeysSpreadOverTheWholeJitter() {
        assertThat(Stream.of(valid(), invalid())).allSatisfy(validation -> {
            var standing = new Standing(START, validation, 0, 0);

            assertSpread(standing, Duration.ofMillis(810_000), Duration.ofMillis(990_000));
        });
    }

    @Test
    void withoutJitterSettledKeysKeepTheInterval() {
        assertThat(next(SETTINGS.withJitter(0), valid(), Duration.ofDays(1))).isEqualTo(SETTINGS.interval());
    }

    @Test
    void aKeyInDoubtIsConfirmedAfterTheConfirmDelay() {
        assertThat(after(SETTINGS, new Standing(START, valid(), 1, 0), Duration.ofDays(1), new SplittableRandom(1)))
                .isEqualTo(SETTINGS.confirmDelay());
    }

    @Test
    void refusalsOfAnInvalidKeyAreNoDoubt() {
        assertThat(after(SETTINGS, new Standing(START, invalid(), 7, 0), Duration.ofDays(1), new SplittableRandom(1)))
                .isBetween(Duration.ofMillis(810_000), Duration.ofMillis(990_000));
    }

    @ParameterizedTest
    @CsvSource({"1, 10000", "2, 20000", "3, 40000", "7, 640000", "8, 900000", "1000, 900000"})
    void silencesBackOffWithFullJitterToADoublingLimit(int silences, long limit) {
        assertThat(Stream.of(initializing(), invalid())).allSatisfy(validation -> {
            var standing = new Standing(START, validation, 1, silences);

            assertSpread(standing, Duration.ZERO, Duration.ofMillis(limit));
        });
        assertSpread(new Standing(START, valid(), 0, silences), Duration.ZERO, Duration.ofMillis(limit));
    }

    @ParameterizedTest
    @CsvSource({"1, 60000", "3, 60000", "7, 640000", "1000, 900000"})
    void aSilenceDoesNotHurryTheProbeThatDecides(int silences, long limit) {
        var random = new SplittableRandom(1);
        var waits = Stream.generate(
                        () -> after(SETTINGS, new Standing(START, valid(), 1, silences), Duration.ofDays(1), random))
                .limit(1_000)
                .toList();

        assertThat(waits)
                .allSatisfy(wait -> assertThat(wait).isBetween(SETTINGS.confirmDelay(), Duration.ofMillis(limit)))
                .anySatisfy(wait -> assertThat(wait).isEqualTo(SETTINGS.confirmDelay()));
    }

    @Property
    void isNeverNegative(
            @ForAll("settings") Settings settings,
            @ForAll("standings") Standing standing,
            @ForAll("ages") Duration age,
            @ForAll long seed) {
        assertThat(after(settings, standing, age, new SplittableRandom(seed))).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Property
    void aClockThatRunsBehindDoesNoHarm(@ForAll("ages") Duration behind) {
        assertThat(next(SETTINGS, initializing(), behind.negated())).isEqualTo(SETTINGS.initialInterval());
    }

    @Property
    void settledKeysStayWithinTheJitter(
            @ForAll @DoubleRange(min = 0, max = 1) double jitter, @ForAll("ages") Duration age, @ForAll long seed) {
        var standing = new Standing(START, valid(), 0, 0);
        var millis = SETTINGS.interval().toMillis();

        assertThat(after(SETTINGS.withJitter(jitter), standing, age, new SplittableRandom(seed))
                        .toMillis())
                .isBetween((long) (millis * (1 - jitter)), (long) Math.ceil(millis * (1 + jitter)));
    }

    @Property
    void aYoungKeyIsDueAfterTheInitialInterval(
            @ForAll("settings") Settings settings, @ForAll @DoubleRange(min = 0, max = 1) double youth) {
        var roomy = settings.withGrace(Duration.ofDays(365));
        var age = Duration.ofMillis((long) (settings.initialInterval().toMillis() * 10 * youth));

        assertThat(next(roomy, initializing(), age)).isEqualTo(settings.initialInterval());
    }

    @Property
    void anOlderKeyNeverHurriesMore(
            @ForAll("settings") Settings settings, @ForAll("ages") Duration age, @ForAll("ages") Duration more) {
        var withoutGrace = settings.withGrace(Duration.ZERO);

        assertThat(next(withoutGrace, initializing(), age.plus(more)))
                .isGreaterThanOrEqualTo(next(withoutGrace, initializing(), age))
                .isLessThanOrEqualTo(settings.interval());
    }

    @Property
    void aKeyInGraceIsDueByItsEnd(
            @ForAll("settings") Settings settings, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        var age = Duration.ofMillis((long) ((settings.grace().toMillis() - 1) * share));

        assertThat(next(settings, initializing(), age))
                .isPositive()
                .isLessThanOrEqualTo(settings.grace().minus(age));
    }

    @Property
    void aKeyInDoubtWaitsForNothingElse(
            @ForAll("settings") Settings settings,
            @ForAll("ages") Duration age,
            @ForAll @IntRange(min = 1) int refusals,
            @ForAll long seed) {
        var standing = new Standing(START, valid(), refusals, 0);

        assertThat(after(settings, standing, age, new SplittableRandom(seed))).isEqualTo(settings.confirmDelay());
    }

    @Property
    void backsOffByTheIntervalAtMost(
            @ForAll("settings") Settings settings,
            @ForAll("standings") Standing standing,
            @ForAll @IntRange(min = 1) int silences,
            @ForAll long seed) {
        var silent = new Standing(START, standing.validation(), standing.refusals(), silences);

        var wait = after(settings, silent, Duration.ZERO, new SplittableRandom(seed));

        if (silent.isInDoubt() && settings.confirmDelay().compareTo(settings.interval()) > 0) {
            assertThat(wait).isEqualTo(settings.confirmDelay());
        } else {
            assertThat(wait).isBetween(Duration.ZERO, settings.interval());
        }
    }

    private static void assertSpread(Standing standing, Duration from, Duration to) {
        var random = new SplittableRandom(1);
        var waits = Stream.generate(() -> after(SETTINGS, standing, Duration.ofDays(1), random))
                .limit(1_000)
                .toList();
        var tenth = to.minus(from).dividedBy(10);

        assertThat(waits)
                .allSatisfy(wait -> assertThat(wait).isBetween(from, to))
                .anySatisfy(wait -> assertThat(wait).isLessThan(from.plus(tenth)))
                .anySatisfy(wait -> assertThat(wait).isGreaterThan(to.minus(tenth)));
    }

    private static Duration next(Settings settings, Validation validation, Duration age) {
        return after(settings, new Standing(START, validation, 0, 0), age, new SplittableRandom(1));
    }

    private static Duration after(Settings settings, Standing standing, Duration age, RandomGenerator random) {
        return new NextDue(settings).after(standing, standing.registeredAt().plus(age), random);
    }

    private static Validation initializing() {
        return new Initializing(Optional.empty(), START);
    }

    private static Validation valid() {
        return new Valid("eu-west-1", START);
    }

    private static Validation invalid() {
        return new Invalid(Reason.ACCESS_DENIED, Optional.empty(), START);
    }

    @Provide
    Arbitrary<Settings> settings() {
        var interval = millis(1_000, 86_400_000);
        var jitter = Arbitraries.doubles().between(0, 1);
        var share = Arbitraries.doubles().between(0.01, 1);
        return Combinators.combine(interval, jitter, share, millis(1, 86_400_000), millis(0, 3_600_000))
                .as((every, varied, initial, grace, confirm) -> new Settings(
                        every, varied, Duration.ofMillis((long) (every.toMillis() * initial)), grace, confirm));
    }

    @Provide
    Arbitrary<Standing> standings() {
        return Combinators.combine(
                        Arbitraries.of(initializing(), valid(), invalid()),
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.integers().greaterOrEqual(0))
                .as((validation, refusals, silences) -> new Standing(START, validation, refusals, silences));
    }

    @Provide
    Arbitrary<Duration> ages() {
        return Arbitraries.oneOf(millis(0, 3_600_000), millis(0, 31_536_000_000L));
    }

    private static Arbitrary<Duration> millis(long min, long max) {
        return Arbitraries.longs().between(min, max).map(Duration::ofMillis);
    }

    record Settings(Duration interval, double jitter, Duration initialInterval, Duration grace, Duration confirmDelay)
            implements ValidatorSettings {

        Settings withJitter(double other) {
            return new Settings(interval, other, initialInterval, grace, confirmDelay);
        }

        Settings withGrace(Duration other) {
            return new Settings(interval, jitter, initialInterval, other, confirmDelay);
        }

        @Override
        public Duration census() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration tick() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration lease() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration inspectionInterval() {
            return Duration.ofHours(24);
        }

        @Override
        public Duration probeTimeout() {
            return Duration.ofSeconds(15);
        }

        @Override
        public int batch() {
            return 100;
        }

        @Override
        public int concurrency() {
            return 128;
        }
    }
}
