package io.latchkey.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.store.Mailroom;
import io.latchkey.support.Organization;
import io.latchkey.support.TestDatabase;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long it is known what was brought, and what can be sent again. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class DeliveryRetentionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String ENDED = "UPDATE delivery d SET state = ?, ended_at = now() - ? * interval '1 day'";
    private static final String OF =
            " FROM key_event e WHERE e.number = d.event_number AND e.display_name = ?" + " AND d.receiver_id = ?";

    private final Organization acme = Organization.fresh();
    private final String webhook = "whk-" + acme.id();
    private final TestDatabase database = TestDatabase.connect();

    @Inject
    Upkeep upkeep;

    @Inject
    Mailroom mailroom;

    @BeforeEach
    void putAWebhookThatWasToldNothingYet() {
        database.update(
                "INSERT INTO receiver (id, kind, organization_id, url) VALUES (?, 'WEBHOOK', ?, 'https://example.com/')",
                webhook,
                acme.id());
        var key = "cck-" + acme.id();
        database.update("""
                INSERT INTO key (id, organization_id, provider, identifier, canonical, grantees, state, phase, since,
                    created_at, updated_at, version, display_name)
                VALUES (?, ?, 'GCP', 'k', ?, '{}', 'AVAILABLE', 'INITIALIZING', now(), now(), now(), 0, 'n1')""", key, acme.id(), key);
        for (var number = 2; number <= 5; number++) {
            database.update("UPDATE key SET display_name = ? WHERE id = ?", "n" + number, key);
        }
    }

    @AfterEach
    void closeDatabase() {
        database.update("DELETE FROM receiver WHERE id = ?", webhook);
        database.close();
    }

    @Test
    void forgetsWhatEndedLongAgoAndNothingElse() throws Throwable {
        database.update(ENDED + OF, "DELIVERED", 8, "n1", webhook);
        database.update(ENDED + OF, "DEAD", 8, "n2", webhook);
        database.update(ENDED + OF, "DELIVERED", 6, "n3", webhook);
        database.update(ENDED + OF, "DEAD", 6, "n4", webhook);
        database.update("UPDATE delivery d SET queued_at = now() - interval '30 days'" + OF, "n5", webhook);
        forget();
        assertThat(left()).containsExactly("n3", "n4", "n5");
        assertThat(database.number("SELECT count(*) FROM key_event WHERE organization_id = ?", acme.id()))
                .as("the history is kept for longer")
                .isEqualTo(5);
    }

    @Test
    void forgetsWhatWaitsForOneThatIsDisabledForLong() throws Throwable {
        database.update("UPDATE delivery d SET queued_at = now() - interval '8 days'" + OF, "n1", webhook);
        forget();
        assertThat(left()).as("it may still be told").hasSize(5);
        disabled(6);
        forget();
        assertThat(left()).as("it may be enabled again").hasSize(5);
        disabled(8);
        forget();
        assertThat(left()).isEmpty();
        assertThat(database.number("SELECT sum(pending) FROM line WHERE receiver_id = ?", webhook))
                .as("nothing waits")
                .isZero();
        database.update("UPDATE line SET due_at = now() - interval '2 hours' WHERE receiver_id = ?", webhook);
        forget();
        assertThat(database.number("SELECT count(*) FROM line WHERE receiver_id = ?", webhook))
                .as("nor is there a line")
                .isZero();
    }

    /** Much that happens at once puts nobody behind: that takes an hour in which nothing is taken. */
    @Test
    void leavesWhoIsFarBehindForLong() {
        assertThat(leftBehind(4)).as("just now").isFalse();
        database.update("UPDATE line SET since = now() - interval '2 hours' WHERE receiver_id = ?", webhook);
        assertThat(leftBehind(4)).as("enabled just now").isFalse();
        database.update("UPDATE receiver SET enabled_at = now() - interval '2 hours' WHERE id = ?", webhook);
        assertThat(leftBehind(5)).as("no more than may wait").isFalse();
        assertThat(leftBehind(4)).isTrue();
    }

    private boolean leftBehind(int most) {
        mailroom.leaveBehind(most).await().atMost(PATIENCE);
        return database.number("SELECT count(*) FROM receiver WHERE id = ? AND disabled_because = 'BEHIND'", webhook)
                == 1;
    }

    private void disabled(int days) {
        database.update(
                "UPDATE receiver SET disabled_at = now() - ? * interval '1 day', disabled_because = 'GONE' WHERE id = ?",
                days,
                webhook);
    }

    private void forget() throws Throwable {
        VertxContextSupport.subscribeAndAwait(upkeep::forgetOld);
    }

    private List<String> left() {
        return database.texts(
                "SELECT e.display_name FROM delivery d JOIN key_event e ON e.number = d.event_number"
                        + " WHERE d.receiver_id = ? ORDER BY e.number",
                webhook);
    }
}
