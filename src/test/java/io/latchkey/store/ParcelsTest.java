package io.latchkey.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.KeyId;
import io.latchkey.organization.Delivery.State;
import io.latchkey.organization.WebhookId;
import io.latchkey.store.Parcels.Ending;
import io.latchkey.store.Parcels.Room;
import io.latchkey.store.Receiver.Kind;
import io.latchkey.support.Crowd;
import io.latchkey.support.Organization;
import io.latchkey.support.TestDatabase;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who may bring which event where, with the schedule switched off. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class ParcelsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MANY = 1_000;

    private final TestDatabase database = TestDatabase.connect();
    private final Organization acme = Organization.fresh();

    @Inject
    Parcels parcels;

    @BeforeEach
    void tellNobodyElse() {
        database.update(
                "UPDATE receiver SET disabled_at = now(), disabled_because = 'ASKED' WHERE disabled_at IS NULL");
    }

    @AfterEach
    void closeDatabase() {
        database.update(
                "UPDATE receiver SET disabled_at = now(), disabled_because = 'ASKED' WHERE disabled_at IS NULL");
        database.close();
    }

    @Test
    void giveTheFirstInLineOfAKeyAloneAndTheNextWhenThatIsOver() {
        webhook();
        var key = key();
        rename(key, "two");
        rename(key, "three");
        var first = only(claim("one"));
        assertThat(first.event().type().name()).isEqualTo("REGISTERED");
        assertThat(claim("one")).isEmpty();
        assertThat(claim("other")).isEmpty();
        settle(first, State.DELIVERED, Duration.ZERO);
        var second = only(claim("other"));
        assertThat(name(second)).isEqualTo("two");
        settle(second, State.PENDING, MINUTE);
        assertThat(claim("one")).as("what waits holds up what follows").isEmpty();
        database.update("UPDATE line SET due_at = now() WHERE leased_by IS NULL");
        settle(only(claim("one")), State.DEAD, Duration.ZERO);
        assertThat(name(only(claim("one")))).isEqualTo("three");
    }

    @Test
    void giveALostOneToAnotherAndDropWhatTheFirstSettlesLate() {
        webhook();
        key();
        var lost = only(claim("one", Duration.ZERO, MANY));
        var held = only(claim("other"));
        assertThat(held.token()).isGreaterThan(lost.token());
        assertThat(held.attempts()).isEqualTo(2);
        assertThat(settle(lost, State.DEAD, Duration.ZERO)).isFalse();
        assertThat(state()).isEqualTo("PENDING");
        assertThat(settle(held, State.DELIVERED, Duration.ZERO)).isTrue();
        assertThat(settle(held, State.DEAD, Duration.ZERO)).as("a second time").isFalse();
        assertThat(state()).isEqualTo("DELIVERED");
    }

    @Test
    void countALateSettlementThatNobodyCameBefore() {
        webhook();
        key();
        var late = only(claim("one", Duration.ZERO, MANY));
        assertThat(settle(late, State.DELIVERED, Duration.ZERO)).isTrue();
        assertThat(claim("other")).isEmpty();
    }

    @RepeatedTest(20)
    void giveNothingTwiceToOwnersThatClaimTogether() {
        webhook();
        webhook();
        var keys = IntStream.range(0, 30).mapToObj(_ -> key()).toList();
        keys.forEach(key -> rename(key, "two"));
        var claimed = Crowd.together(8, owner -> claim("owner " + owner)).stream()
                .flatMap(List::stream)
                .map(parcel ->
                        parcel.receiver().id() + " " + parcel.event().key().value())
                .toList();
        assertThat(claimed).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(60);
        var rest = claim("late").stream()
                .map(parcel ->
                        parcel.receiver().id() + " " + parcel.event().key().value())
                .toList();
        assertThat(rest).doesNotContainAnyElementsOf(claimed);
        assertThat(claimed.size() + rest.size()).isEqualTo(60);
        assertCountsAreRight();
    }

    @Test
    void giveAReceiverNoMoreThanItsShareWhoeverAsks() {
        webhook();
        IntStream.range(0, 10).forEach(_ -> key());
        var one = claim("one", MINUTE, 3);
        assertThat(one).hasSize(3);
        assertThat(claim("other", MINUTE, 3)).isEmpty();
        assertThat(claim("other", MINUTE, 5)).hasSize(2);
        settle(one.getFirst(), State.DELIVERED, Duration.ZERO);
        assertThat(claim("other", MINUTE, 5)).hasSize(1);
    }

    @RepeatedTest(20)
    void giveAReceiverNoMoreThanItsShareThoughAllAskTogether() {
        var webhook = webhook();
        IntStream.range(0, 40).forEach(_ -> key());
        Crowd.together(8, owner -> claim("owner " + owner, MINUTE, 4));
        claim("late", MINUTE, 4);
        assertThat(database.number(
                        "SELECT count(*) FROM line WHERE receiver_id = ? AND leased_by IS NOT NULL", webhook.value()))
                .isEqualTo(4);
    }

    /** However many receivers have more to be told than they take. */
    @Test
    void giveEveryReceiverItsTurn() {
        var busy = List.of(webhook(), webhook(), webhook());
        IntStream.range(0, 20).forEach(_ -> key());
        database.update("UPDATE line SET due_at = now() - interval '1 hour'");
        var quiet = webhook();
        key();
        var served = new ArrayList<String>();
        for (var round = 0; round < 4; round++) {
            claim("one", MINUTE, 4, 4).forEach(parcel -> {
                served.add(parcel.receiver().id());
                settle(parcel, State.DELIVERED, Duration.ZERO);
            });
        }
        assertThat(served).hasSize(16).contains(quiet.value());
        busy.forEach(one -> assertThat(served).contains(one.value()));
    }

    /** However many webhooks it has, and however much they have to be told. */
    @Test
    void giveEveryOrganizationItsTurnAndNoMoreThanItsShare() {
        webhook();
        webhook();
        IntStream.range(0, 20).forEach(_ -> key());
        database.update("UPDATE line SET due_at = now() - interval '1 hour'");
        var other = Organization.fresh();
        var quiet = webhook(other);
        key(other);
        var claimed = parcels.claim(Kind.WEBHOOK, "one", MINUTE, new Room(MANY, MANY, 5))
                .await()
                .atMost(PATIENCE);
        assertThat(claimed)
                .hasSize(6)
                .filteredOn(parcel -> parcel.receiver().id().equals(quiet.value()))
                .hasSize(1);
        assertThat(parcels.claim(Kind.WEBHOOK, "other", MINUTE, new Room(MANY, MANY, 5))
                        .await()
                        .atMost(PATIENCE))
                .as("the share is full")
                .isEmpty();
    }

    @Test
    void giveUpWithOneWhatHasWaitedBehindItForAsLong() {
        twoOldOnesAndANew(30);
        settle(only(claim("one")), State.DEAD, Duration.ZERO);
        assertThat(name(only(claim("one")))).isEqualTo("new");
        assertCountsAreRight();
    }

    /** The receiver was never asked to take it. */
    @Test
    void doNotGiveUpWhatWaitedWhileTheReceiverWasDisabled() {
        twoOldOnesAndANew(1);
        var first = only(claim("one"));
        assertThat(first.queuedAt()).isAfter(first.claimedAt().minus(DAY));
        settle(first, State.DEAD, Duration.ZERO);
        assertThat(name(only(claim("one")))).isEqualTo("old");
        assertCountsAreRight();
    }

    private void twoOldOnesAndANew(int hoursEnabled) {
        var webhook = webhook();
        var key = key();
        rename(key, "old");
        rename(key, "new");
        database.update(
                "UPDATE delivery d SET queued_at = now() - interval '25 hours' FROM key_event e"
                        + " WHERE e.number = d.event_number AND d.receiver_id = ? AND e.display_name IS DISTINCT FROM 'new'",
                webhook.value());
        database.update(
                "UPDATE receiver SET enabled_at = now() - ? * interval '1 hour' WHERE id = ?",
                hoursEnabled,
                webhook.value());
    }

    /** After a rollback, say. */
    @Test
    void leaveWhatOnlyAnotherVersionCanRead() {
        var webhook = webhook();
        var strange = key();
        database.update("UPDATE key_event SET type = 'OF_A_NEWER_VERSION' WHERE key_id = ?", strange.value());
        assertThat(claim("one", MINUTE, 1)).isEmpty();
        assertThat(database.number(
                        "SELECT count(*) FROM line WHERE receiver_id = ? AND leased_by IS NOT NULL", webhook.value()))
                .as("it takes no room")
                .isZero();
        key();
        assertThat(claim("one", MINUTE, 1)).hasSize(1);
    }

    /** Every organization has some, and all of them wait. */
    @Test
    void giveSomeOfVeryManyReceivers() {
        IntStream.range(0, 300).forEach(_ -> webhook());
        key();
        assertThat(claim("one", MINUTE, MANY, 1)).hasSize(256);
        assertThat(claim("one", MINUTE, MANY, 1)).hasSize(44);
    }

    @Test
    void giveNothingForOneThatIsDisabled() {
        var webhook = webhook();
        key();
        database.update(
                "UPDATE receiver SET disabled_at = now(), disabled_because = 'GONE' WHERE id = ?", webhook.value());
        assertThat(claim("one")).isEmpty();
        database.update(
                "UPDATE receiver SET disabled_at = NULL, disabled_because = NULL WHERE id = ?", webhook.value());
        assertThat(claim("one")).hasSize(1);
    }

    private List<Parcel> claim(String owner) {
        return claim(owner, MINUTE, MANY);
    }

    private List<Parcel> claim(String owner, Duration lease, int perReceiver) {
        return claim(owner, lease, MANY, perReceiver);
    }

    private List<Parcel> claim(String owner, Duration lease, int limit, int perReceiver) {
        return parcels.claim(Kind.WEBHOOK, owner, lease, new Room(limit, perReceiver, MANY))
                .await()
                .atMost(PATIENCE);
    }

    private boolean settle(Parcel parcel, State state, Duration wait) {
        return parcels.settle(parcel, new Ending(state, wait, DAY, Optional.of(200), Optional.empty()))
                .await()
                .atMost(PATIENCE);
    }

    private static Parcel only(List<Parcel> claimed) {
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    private static String name(Parcel parcel) {
        return parcel.event().displayName().orElseThrow().value();
    }

    private String state() {
        return database.texts(
                        "SELECT state FROM delivery d JOIN receiver r ON r.id = d.receiver_id"
                                + " WHERE r.organization_id = ?",
                        acme.id())
                .getFirst();
    }

    /** What a line says waits in it does. */
    private void assertCountsAreRight() {
        assertThat(database.texts(
                        "SELECT l.key_id FROM line l JOIN receiver r ON r.id = l.receiver_id"
                                + " WHERE r.organization_id = ? AND l.pending <> (SELECT count(*) FROM delivery d"
                                + " WHERE d.receiver_id = l.receiver_id AND d.key_id = l.key_id AND d.state = 'PENDING')",
                        acme.id()))
                .isEmpty();
    }

    private WebhookId webhook() {
        return webhook(acme);
    }

    private WebhookId webhook(Organization of) {
        var id = WebhookId.random(new Random());
        database.update(
                "INSERT INTO receiver (id, kind, organization_id, url) VALUES (?, 'WEBHOOK', ?, 'https://example.com/')",
                id.value(),
                of.id());
        return id;
    }

    private KeyId key() {
        return key(acme);
    }

    private KeyId key(Organization of) {
        var key = KeyId.random(new Random());
        database.update("""
                INSERT INTO key (id, organization_id, provider, identifier, canonical, grantees, state, phase, since,
                    created_at, updated_at, version)
                VALUES (?, ?, 'GCP', 'k', ?, '{}', 'AVAILABLE', 'INITIALIZING', now(), now(), now(), 0)""", key.value(), of.id(), key.value());
        return key;
    }

    private void rename(KeyId key, String name) {
        database.update("UPDATE key SET display_name = ? WHERE id = ?", name, key.value());
    }
}
