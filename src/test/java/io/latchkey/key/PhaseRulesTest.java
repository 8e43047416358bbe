package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Validation.Initializing;
import io.latchkey.key.Validation.Invalid;
import io.latchkey.key.Validation.Valid;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhaseRulesTest {

    private static final Duration GRACE = Duration.ofMinutes(30);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Verdict USABLE = new Usable("eu-west-1");
    private static final Verdict SILENCE = new Unreachable(Trouble.TIMED_OUT, "");

    private final PhaseRules rules = new PhaseRules(GRACE);

    @Test
    void startsInitializingWithoutReason() {
        assertThat(Standing.registered(START))
                .isEqualTo(new Standing(START, new Initializing(Optional.empty(), START), 0, 0));
    }

    @Test
    void firstUsableMakesValidWithItsRegion() {
        var standing = rules.judge(Standing.registered(START), USABLE, after(5));

        assertThat(standing).isEqualTo(new Standing(START, new Valid("eu-west-1", after(5)), 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void refusalWithinGraceStaysInitializingAndSaysWhy(Reason reason) {
        var standing = rules.judge(
                Standing.registered(START),
                new Refused(reason),
                START.plus(GRACE).minusNanos(1));

        assertThat(standing.validation())
                .isEqualTo(
                        new Initializing(Optional.of(reason), START.plus(GRACE).minusNanos(1)));
        assertThat(standing.refusals()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void refusalWhenGraceEndsMakesInvalid(Reason reason) {
        var standing = rules.judge(Standing.registered(START), new Refused(reason), START.plus(GRACE));

        assertThat(standing.validation()).isEqualTo(new Invalid(reason, Optional.empty(), START.plus(GRACE)));
    }

    @Test
    void refusalLongAfterGraceMakesInvalid() {
        var inGrace = rules.judge(Standing.registered(START), new Refused(Reason.ACCESS_DENIED), after(10));
        var late = START.plus(GRACE.multipliedBy(100));

        assertThat(rules.judge(inGrace, new Refused(Reason.ACCESS_DENIED), late).validation())
                .isEqualTo(new Invalid(Reason.ACCESS_DENIED, Optional.empty(), late));
    }

    @Test
    void withoutGraceTheFirstRefusalMakesInvalid() {
        var standing = new PhaseRules(Duration.ZERO)
                .judge(Standing.registered(START), new Refused(Reason.ACCESS_DENIED), START);

        assertThat(standing.validation().phase()).isEqualTo(Phase.INVALID);
    }

    @Test
    void usableWithinGraceEndsIt() {
        var valid = rules.judge(Standing.registered(START), USABLE, after(5));

        assertThat(rules.judge(valid, new Refused(Reason.KEY_DISABLED), after(10))
                        .validation())
                .isEqualTo(new Invalid(Reason.KEY_DISABLED, Optional.of("eu-west-1"), after(10)));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ACCESS_DENIED",
                "KEY_NOT_FOUND",
                "TENANT_NOT_FOUND",
                "TENANT_MISMATCH",
                "APPLICATION_MISSING",
                "SERVICE_DISABLED",
                "NETWORK_BLOCKED"
            })
    void doubtsTheFirstRefusalOfAValidKeyAndBelievesTheSecond(Reason reason) {
        var doubted = rules.judge(valid(), new Refused(reason), after(100));
        var believed = rules.judge(doubted, new Refused(reason), after(160));

        assertThat(doubted.validation()).isEqualTo(valid().validation());
        assertThat(doubted.isInDoubt()).isTrue();
        assertThat(believed.validation()).isEqualTo(new Invalid(reason, Optional.of("eu-west-1"), after(160)));
        assertThat(believed.isInDoubt()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "KEY_DISABLED",
                "PENDING_DELETION",
                "EXPIRED",
                "NOT_YET_ACTIVE",
                "WRONG_KEY_TYPE",
                "OPERATION_NOT_PERMITTED",
                "KEY_MATERIAL_MISSING"
            })
    void believesAtOnceWhatTheCloudSaysOfTheKeyItself(Reason reason) {
        assertThat(rules.judge(valid(), new Refused(reason), after(100)).validation())
                .isEqualTo(new Invalid(reason, Optional.of("eu-west-1"), after(100)));
    }

    @Test
    void believesOnlyTheThirdTimeThatAVaultHasGone() {
        var missing = new Refused(Reason.VAULT_NOT_FOUND);
        var doubted = rules.judge(rules.judge(valid(), missing, after(100)), missing, after(160));

        assertThat(doubted.isInDoubt()).isTrue();
        assertThat(rules.judge(doubted, missing, after(220)).validation())
                .isEqualTo(new Invalid(Reason.VAULT_NOT_FOUND, Optional.of("eu-west-1"), after(220)));
    }

    @Test
    void twoRefusalsInARowNeedNotAgree() {
        var doubted = rules.judge(valid(), new Refused(Reason.ACCESS_DENIED), after(100));

        assertThat(rules.judge(doubted, new Refused(Reason.KEY_NOT_FOUND), after(160))
                        .validation())
                .isEqualTo(new Invalid(Reason.KEY_NOT_FOUND, Optional.of("eu-west-1"), after(160)));
    }

    @Test
    void usableBetweenTwoRefusalsClearsTheDoubt() {
        var doubted = rules.judge(valid(), new Refused(Reason.ACCESS_DENIED), after(100));
        var cleared = rules.judge(doubted, USABLE, after(160));
        var doubtedAgain = rules.judge(cleared, new Refused(Reason.ACCESS_DENIED), after(220));

        assertThat(cleared).isEqualTo(valid());
        assertThat(doubtedAgain).isEqualTo(doubted);
    }

    @Test
    void refusalsOfANewKeyDoNotCountOnceItIsValid() {
        var refused = rules.judge(Standing.registered(START), new Refused(Reason.ACCESS_DENIED), after(5));
        var valid = rules.judge(refused, USABLE, after(10));

        assertThat(rules.judge(valid, new Refused(Reason.ACCESS_DENIED), after(15))
                        .validation())
                .isEqualTo(valid.validation());
    }

    @Test
    void silenceBetweenTwoRefusalsNeitherCountsNorClears() {
        var doubted = rules.judge(valid(), new Refused(Reason.ACCESS_DENIED), after(100));
        var silent = rules.judge(doubted, SILENCE, after(160));

        assertThat(silent.validation()).isEqualTo(valid().validation());
        assertThat(silent.refusals()).isOne();
        assertThat(rules.judge(silent, new Refused(Reason.ACCESS_DENIED), after(220))
                        .validation()
                        .phase())
                .isEqualTo(Phase.INVALID);
    }

    @Test
    void silenceShowsNothing() {
        var initializing = Standing.registered(START);
        var invalid = invalid();
        var late = START.plus(GRACE.multipliedBy(2));

        assertThat(rules.judge(initializing, SILENCE, late)).isEqualTo(withSilences(initializing, 1));
        assertThat(rules.judge(valid(), SILENCE, late)).isEqualTo(withSilences(valid(), 1));
        assertThat(rules.judge(invalid, SILENCE, late)).isEqualTo(withSilences(invalid, 1));
    }

    @Test
    void countsSilencesUntilAnAnswer() {
        var silent = rules.judge(rules.judge(valid(), SILENCE, after(100)), SILENCE, after(110));

        assertThat(silent.silences()).isEqualTo(2);
        assertThat(rules.judge(silent, USABLE, after(120)).silences()).isZero();
        assertThat(rules.judge(silent, new Refused(Reason.ACCESS_DENIED), after(120))
                        .silences())
                .isZero();
    }

    @Test
    void sinceStaysWhileTheReasonStays() {
        var first = rules.judge(Standing.registered(START), new Refused(Reason.ACCESS_DENIED), after(5));
        var second = rules.judge(first, new Refused(Reason.ACCESS_DENIED), after(10));

        assertThat(second.validation()).isEqualTo(first.validation());
    }

    @Test
    void sinceMovesWithTheReasonOfANewKey() {
        var first = rules.judge(Standing.registered(START), new Refused(Reason.KEY_NOT_FOUND), after(5));
        var second = rules.judge(first, new Refused(Reason.ACCESS_DENIED), after(10));

        assertThat(second.validation()).isEqualTo(new Initializing(Optional.of(Reason.ACCESS_DENIED), after(10)));
    }

    @Test
    void sinceMovesWithThePhaseThoughTheReasonStays() {
        var inGrace = rules.judge(Standing.registered(START), new Refused(Reason.ACCESS_DENIED), after(5));

        assertThat(rules.judge(inGrace, new Refused(Reason.ACCESS_DENIED), START.plus(GRACE))
                        .validation()
                        .since())
                .isEqualTo(START.plus(GRACE));
    }

    @Test
    void sinceMovesWithTheReasonOfAnInvalidKeyAndTheRegionStays() {
        var moved = rules.judge(invalid(), new Refused(Reason.PENDING_DELETION), after(300));

        assertThat(moved.validation())
                .isEqualTo(new Invalid(Reason.PENDING_DELETION, Optional.of("eu-west-1"), after(300)));
        assertThat(rules.judge(moved, new Refused(Reason.PENDING_DELETION), after(400))
                        .validation())
                .isEqualTo(moved.validation());
    }

    @Test
    void sinceStaysWhenAValidKeyIsUsableElsewhere() {
        assertThat(rules.judge(valid(), new Usable("eu-north-1"), after(100)).validation())
                .isEqualTo(new Valid("eu-north-1", valid().validation().since()));
    }

    @Test
    void usableMakesAnInvalidKeyValidAgain() {
        assertThat(rules.judge(invalid(), USABLE, after(300)))
                .isEqualTo(new Standing(START, new Valid("eu-west-1", after(300)), 0, 0));
    }

    @Test
    void aKeyThatRecoveredIsDoubtedAfresh() {
        var recovered = rules.judge(invalid(), USABLE, after(300));

        assertThat(rules.judge(recovered, new Refused(Reason.ACCESS_DENIED), after(400))
                        .validation())
                .isEqualTo(recovered.validation());
    }

    private Standing valid() {
        return rules.judge(Standing.registered(START), USABLE, after(5));
    }

    private Standing invalid() {
        return rules.judge(valid(), new Refused(Reason.KEY_DISABLED), after(200));
    }

    private static Standing withSilences(Standing standing, int silences) {
        return new Standing(standing.registeredAt(), standing.validation(), standing.refusals(), silences);
    }

    private static Instant after(long seconds) {
        return START.plusSeconds(seconds);
    }
}
