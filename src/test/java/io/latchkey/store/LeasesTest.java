package io.latchkey.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Finding;
import io.latchkey.key.Inspection;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyVersion;
import io.latchkey.key.Observed;
import io.latchkey.key.Observed.SeenVersion;
import io.latchkey.key.PhaseRules;
import io.latchkey.key.Provider;
import io.latchkey.key.Reason;
import io.latchkey.key.Sighting;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.support.Organization;
import io.latchkey.support.TestDatabase;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims and settlements by hand, with the schedule switched off. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class LeasesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Instant SEEN = Instant.parse("2026-01-03T00:00:00Z");

    private final TestDatabase database = TestDatabase.connect();
    private KeyId key;

    @Inject
    Leases leases;

    @BeforeEach
    void putOneDueKey() {
        database.update("UPDATE validation_schedule SET due_at = now() + interval '1 day'");
        key = KeyId.random(new Random());
        database.update("""
                INSERT INTO key (id, organization_id, provider, identifier, canonical, grantees, state, phase, since,
                    created_at, updated_at, version)
                VALUES (?, ?, 'GCP', 'k', ?, '{}', 'AVAILABLE', 'INITIALIZING', now(), now(), now(), 0)""", key.value(), Organization.fresh().id(), key.value());
        database.update("INSERT INTO validation_schedule (key_id, provider) VALUES (?, 'GCP')", key.value());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void giveADueKeyToOneReplicaOnly() {
        assertThat(claim("one", MINUTE))
                .hasValueSatisfying(lease -> assertThat(lease.takenOver()).isFalse());
        assertThat(claim("other", MINUTE)).isEmpty();
    }

    @Test
    void giveALostKeyToAnotherAndDropWhatTheFirstFindsLate() {
        var lost = claim("one", Duration.ZERO).orElseThrow();
        var held = claim("other", MINUTE).orElseThrow();
        assertThat(held.takenOver()).isTrue();
        assertThat(held.token()).isGreaterThan(lost.token());
        assertThat(settle(lost, new Refused(Reason.KEY_DISABLED))).isEmpty();
        assertThat(phase()).isEqualTo("INITIALIZING");
        assertThat(settle(held, new Usable("global"))).containsExactly(key);
        assertThat(phase()).isEqualTo("VALID");
        assertThat(settle(held, new Refused(Reason.KEY_DISABLED)))
                .as("a second settlement of a lease that ended")
                .isEmpty();
        assertThat(phase()).isEqualTo("VALID");
    }

    @Test
    void makeASettledKeyDueAgainWhenItsTimeComes() {
        settle(claim("one", MINUTE).orElseThrow(), new Usable("global"));
        assertThat(claim("one", MINUTE)).isEmpty();
        database.update("UPDATE validation_schedule SET due_at = now() WHERE key_id = ?", key.value());
        assertThat(claim("one", MINUTE))
                .hasValueSatisfying(lease -> assertThat(lease.takenOver()).isFalse());
    }

    @Test
    void leaveARemovedKeyAlone() {
        var lease = claim("one", MINUTE).orElseThrow();
        database.update("DELETE FROM validation_schedule WHERE key_id = ?", key.value());
        assertThat(settle(lease, new Usable("global"))).isEmpty();
        assertThat(phase()).isEqualTo("INITIALIZING");
    }

    @Test
    void countAChangeThatShowsAndOnlyThat() {
        settle(claim("one", MINUTE).orElseThrow(), new Usable("global"));
        database.update("UPDATE validation_schedule SET due_at = now() WHERE key_id = ?", key.value());
        settle(claim("one", MINUTE).orElseThrow(), new Usable("global"));
        assertThat(database.number("SELECT version FROM key WHERE id = '" + key.value() + "'"))
                .isEqualTo(1);
    }

    @Test
    void writesWhatWasObservedAndMovesNothingThatACustomerCompares() {
        settle(claim("one", MINUTE).orElseThrow(), new Usable("global"));
        var shown = shown();
        var lease = claimAgain();
        var observed = new Observed(
                Set.of(Finding.VERSION_PINNED, Finding.MAY_DESTROY),
                Optional.of(new SeenVersion(new KeyVersion("2", Optional.of(MADE)), SEEN)),
                Optional.of(SEEN));
        assertThat(leases.settle(List.of(new Settlement(lease, lease.standing(), observed, MINUTE)))
                        .await()
                        .atMost(PATIENCE))
                .containsExactly(key);
        assertThat(shown()).isEqualTo(shown);
        assertThat(claimAgain().observed()).isEqualTo(observed);
    }

    @Test
    void writesWhatShowsAndWhatWasObservedTogether() {
        var lease = claim("one", MINUTE).orElseThrow();
        assertThat(lease.observed()).isEqualTo(Observed.NOTHING);
        settle(lease, new Usable("global", new Sighting(Set.of(Finding.SOFTWARE_PROTECTION), Optional.empty())));
        assertThat(phase()).isEqualTo("VALID");
        assertThat(claimAgain().observed().findings()).containsExactly(Finding.SOFTWARE_PROTECTION);
    }

    @Test
    void keepsEachKeysOwnInABatch() {
        var one = claim("one", MINUTE).orElseThrow();
        var first = key;
        putOneDueKey();
        var other = claim("one", MINUTE).orElseThrow();
        leases.settle(List.of(
                        new Settlement(one, one.standing(), Observed.NOTHING, MINUTE),
                        new Settlement(
                                other,
                                other.standing(),
                                new Observed(
                                        Set.of(Finding.MAY_GRANT, Finding.MAY_CHANGE),
                                        Optional.empty(),
                                        Optional.empty()),
                                MINUTE)))
                .await()
                .atMost(PATIENCE);
        assertThat(findings(first)).isEqualTo("{}");
        assertThat(findings(key)).contains("MAY_GRANT").contains("MAY_CHANGE");
    }

    @Test
    void passesOverAFindingThatOnlyANewerVersionKnows() {
        database.update("UPDATE key SET findings = '{MAY_GRANT,SOMETHING_NEW}' WHERE id = ?", key.value());
        assertThat(claim("one", MINUTE))
                .hasValueSatisfying(
                        lease -> assertThat(lease.observed().findings()).containsExactly(Finding.MAY_GRANT));
    }

    private Lease claimAgain() {
        database.update("UPDATE validation_schedule SET due_at = now() WHERE key_id = ?", key.value());
        return claim("one", MINUTE).orElseThrow();
    }

    private String findings(KeyId of) {
        return database.texts("SELECT findings FROM key WHERE id = '" + of.value() + "'")
                .getFirst();
    }

    private String shown() {
        return database.texts("SELECT (version, updated_at, since, phase, reason, region)::text FROM key WHERE id = '"
                        + key.value() + "'")
                .getFirst();
    }

    private Optional<Lease> claim(String owner, Duration duration) {
        return leases.claim(Provider.GCP, 100, owner, duration).await().atMost(PATIENCE).stream()
                .filter(lease -> lease.key().equals(key))
                .findFirst();
    }

    private List<KeyId> settle(Lease lease, Verdict verdict) {
        var rules = new PhaseRules(Duration.ofHours(1));
        var standing = rules.judge(lease.standing(), verdict, lease.claimedAt());
        var observed = lease.observed().after(verdict, Inspection.NONE, lease.claimedAt());
        return leases.settle(List.of(new Settlement(lease, standing, observed, MINUTE)))
                .await()
                .atMost(PATIENCE);
    }

    private String phase() {
        return database.texts("SELECT phase FROM key WHERE id = '" + key.value() + "'")
                .getFirst();
    }
}
