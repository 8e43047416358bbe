package io.latchkey.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** How long an event waits that a receiver did not take. */
class PersistenceTest {

    private static final Instant QUEUED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Persistence STANDARD =
            new Persistence(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(24));

    @Example
    void growsFourfoldUpToTheLongest() {
        var chance = always(0.5);
        assertThat(pauses(chance, 1, 2, 3, 4, 5, 6, 7, 100))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(80),
                        Duration.ofSeconds(320),
                        Duration.ofSeconds(1280),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofHours(1));
    }

    @Example
    void isHalfAsLongAtLeastAndHalfAsLongAgainAtMost() {
        assertThat(pauses(always(0), 1, 2)).containsExactly(Duration.ofMillis(2_500), Duration.ofSeconds(10));
        assertThat(pauses(always(Math.nextDown(1)), 1, 2))
                .containsExactly(Duration.ofMillis(7_500), Duration.ofSeconds(30));
    }

    @Property
    void staysWithinBoundsHoweverOftenItWasTried(
            @ForAll("persistences") Persistence some,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int attempts,
            @ForAll long seed) {
        var pause = patient(some).pause(attempts, QUEUED, QUEUED, Optional.empty(), new Random(seed));
        var shortest = shorter(some.firstPause(), some.longestPause());
        assertThat(pause)
                .hasValueSatisfying(wait -> assertThat(wait)
                        .isPositive()
                        .isBetween(
                                shortest.dividedBy(2).minusMillis(1),
                                some.longestPause().multipliedBy(3).dividedBy(2).plusMillis(1)));
    }

    @Property
    void neverShrinksWithAttemptsWhileChanceIsTheSame(
            @ForAll("persistences") Persistence some,
            @ForAll @IntRange(min = 1, max = 1_000) int attempts,
            @ForAll long seed) {
        var one = patient(some).pause(attempts, QUEUED, QUEUED, Optional.empty(), new Random(seed));
        var next = patient(some).pause(attempts + 1, QUEUED, QUEUED, Optional.empty(), new Random(seed));
        assertThat(next.orElseThrow()).isGreaterThanOrEqualTo(one.orElseThrow());
    }

    @Property
    void growsWhateverChanceSaysUntilItIsTheLongest(
            @ForAll @IntRange(min = 1, max = 4) int attempts, @ForAll long seed, @ForAll long other) {
        var one = STANDARD.pause(attempts, QUEUED, QUEUED, Optional.empty(), new Random(seed));
        var next = STANDARD.pause(attempts + 1, QUEUED, QUEUED, Optional.empty(), new Random(other));
        assertThat(next.orElseThrow()).isGreaterThan(one.orElseThrow());
    }

    @Property
    void waitsAsLongAsItIsAskedToUpToTheLongestPause(
            @ForAll("persistences") Persistence some,
            @ForAll @IntRange(min = 1, max = 100) int attempts,
            @ForAll("anyDuration") Duration asked,
            @ForAll long seed) {
        var unasked = patient(some)
                .pause(attempts, QUEUED, QUEUED, Optional.empty(), new Random(seed))
                .orElseThrow();
        var wait = patient(some)
                .pause(attempts, QUEUED, QUEUED, Optional.of(asked), new Random(seed))
                .orElseThrow();
        var granted = shorter(asked, some.longestPause());
        assertThat(wait).isEqualTo(granted.compareTo(unasked) > 0 ? granted : unasked);
    }

    @Property
    void givesUpExactlyWhenTheNextAttemptWouldComeTooLate(
            @ForAll("persistences") Persistence some,
            @ForAll @IntRange(min = 1, max = 100) int attempts,
            @ForAll @LongRange(min = -60_000, max = 60_000) long early,
            @ForAll long seed) {
        var wait = patient(some)
                .pause(attempts, QUEUED, QUEUED, Optional.empty(), new Random(seed))
                .orElseThrow();
        var last = QUEUED.plus(some.giveUpAfter()).minus(wait);
        var now = last.minusMillis(early);
        assertThat(some.pause(attempts, QUEUED, now, Optional.empty(), new Random(seed)))
                .isEqualTo(early < 0 ? Optional.empty() : Optional.of(wait));
    }

    @Example
    void givesUpAMillisecondTooLateAndNoEarlier() {
        var last = QUEUED.plus(Duration.ofHours(23));
        var asked = Optional.of(Duration.ofHours(1));
        assertThat(STANDARD.pause(1, QUEUED, last, asked, always(0.5))).isEqualTo(asked);
        assertThat(STANDARD.pause(1, QUEUED, last.plusMillis(1), asked, always(0.5)))
                .isEmpty();
    }

    @Provide
    static Arbitrary<Persistence> persistences() {
        var pauses = millis(1, YEAR);
        return Combinators.combine(pauses, pauses, millis(1, YEAR)).as(Persistence::new);
    }

    @Provide
    static Arbitrary<Duration> anyDuration() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE).map(Duration::ofSeconds);
    }

    private static Arbitrary<Duration> millis(long from, Duration to) {
        return Arbitraries.longs().between(from, to.toMillis()).map(Duration::ofMillis);
    }

    /** The same, but never gives up. */
    private static Persistence patient(Persistence some) {
        return new Persistence(some.firstPause(), some.longestPause(), YEAR.multipliedBy(1_000));
    }

    private static List<Duration> pauses(RandomGenerator chance, int... attempts) {
        return Arrays.stream(attempts)
                .mapToObj(attempt -> STANDARD.pause(attempt, QUEUED, QUEUED, Optional.empty(), chance))
                .map(Optional::orElseThrow)
                .toList();
    }

    private static RandomGenerator always(double chance) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only fractions are drawn");
            }

            @Override
            public double nextDouble() {
                return chance;
            }
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
