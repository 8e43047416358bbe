package io.latchkey.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long it is known what became of a key. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class EventRetentionTest {

    private final Organization acme = Organization.fresh();
    private final TestDatabase database = TestDatabase.connect();

    @Inject
    EventRetention retention;

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void forgetsWhatIsOlderThanItsRetentionAndNothingElse() throws Throwable {
        var key = key();
        rename(key, "old");
        rename(key, "young");
        age("REGISTERED", 401);
        age("old", 401);
        age("young", 399);
        forget();
        assertThat(left()).containsExactly("young");
        acme.asks().get("/byok/v1/keys/" + key).then().statusCode(200);
    }

    @Test
    void keepsWhatIsStillToBeToldHoweverOld() throws Throwable {
        webhook();
        var key = key();
        rename(key, "pending");
        rename(key, "dead");
        rename(key, "untold");
        for (var name : List.of("REGISTERED", "pending", "dead", "untold")) {
            age(name, 800);
        }
        database.update(
                "DELETE FROM delivery WHERE event_number IN"
                        + " (SELECT number FROM key_event WHERE display_name = 'untold' AND organization_id = ?)",
                acme.id());
        database.update(
                "UPDATE delivery SET state = 'DEAD', ended_at = now() WHERE event_number IN"
                        + " (SELECT number FROM key_event WHERE display_name = 'dead' AND organization_id = ?)",
                acme.id());
        forget();
        assertThat(left()).as("what can be told, or told again").containsExactly("REGISTERED", "pending", "dead");
        database.update(
                "DELETE FROM delivery WHERE event_number IN"
                        + " (SELECT number FROM key_event WHERE organization_id = ?)",
                acme.id());
        forget();
        assertThat(left()).isEmpty();
    }

    @Test
    void forgetsMoreThanOneBatch() throws Throwable {
        var key = key();
        database.update("""
                INSERT INTO key_event (organization_id, key_id, type, at, state, phase, display_name)
                SELECT ?, ?, 'RENAMED', now() - interval '401 days', 'AVAILABLE', 'VALID', 'n' || n
                FROM generate_series(1, 5001) n""", acme.id(), key);
        forget();
        assertThat(left()).containsExactly("REGISTERED");
    }

    private void forget() throws Throwable {
        VertxContextSupport.subscribeAndAwait(retention::forgetOld);
    }

    /** By the names that the key then had. */
    private List<String> left() {
        return database.texts(
                "SELECT coalesce(display_name, type) FROM key_event WHERE organization_id = ? ORDER BY number",
                acme.id());
    }

    private void age(String name, int days) {
        assertThat(database.update(
                        "UPDATE key_event SET at = now() - ? * interval '1 day'"
                                + " WHERE organization_id = ? AND coalesce(display_name, type) = ?",
                        days,
                        acme.id(),
                        name))
                .isOne();
    }

    private void webhook() {
        database.update(
                "INSERT INTO receiver (id, kind, organization_id, url) VALUES (?, 'WEBHOOK', ?, 'https://example.com/')",
                "whk-" + acme.id(),
                acme.id());
    }

    /** One whose cloud never answers, so that nothing becomes of it by itself. */
    private String key() {
        return acme.sends(Samples.gcpKey("sim-throttled")).post("/byok/v1/keys").path("id");
    }

    private void rename(String key, String name) {
        acme.sends("{\"display_name\": \"" + name + "\"}")
                .patch("/byok/v1/keys/" + key)
                .then()
                .statusCode(200);
    }
}
