package io.latchkey.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.boot.PostgresForPackagedService;
import io.latchkey.delivery.Ledger.Happened;
import io.latchkey.support.Listener;
import io.latchkey.support.Listener.Answer;
import io.latchkey.support.Replica;
import io.latchkey.support.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whichever replica dies, and however often: every event is told, and a key's events in their order. What comes twice has the id
 * that it had. {@code -Dkills=100} for a hundred of them.
 */
class KilledReplicasIT {

    private static final Logger LOG = Logger.getLogger(KilledReplicasIT.class);
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final String NAME = "killed_" + UUID.randomUUID().toString().replace("-", "");
    private static final Map<String, String> SETTINGS = Map.of(
            "latchkey.delivery.lease", "7S",
            "latchkey.delivery.deadline", "1S",
            "latchkey.delivery.per-receiver", "32",
            "latchkey.delivery.per-organization", "32",
            "latchkey.delivery.give-up-after", "1H",
            "latchkey.database.deadline", "2S",
            "latchkey.validator.interval", "1H",
            "latchkey.bootstrap.roles", "key-admin,cluster-provisioner");

    /** So many events wait at most, so that what is left in the end is soon told. */
    private static final int MOST_PENDING = 200;

    private final List<Live> alive = new CopyOnWriteArrayList<>();
    private TestDatabase database;

    private record Live(Replica replica, String url) {}

    @BeforeEach
    void createDatabase() {
        try (var server = TestDatabase.connect()) {
            server.update("CREATE DATABASE " + NAME);
        }
        database = TestDatabase.connect(NAME);
    }

    @AfterEach
    void endAll() {
        alive.forEach(live -> live.replica().close());
        database.close();
    }

    @Test
    void loseNoEventAndChangeNoOrder() {
        try (var listener = Listener.behaving(_ -> late());
                var counting = TestDatabase.connect(NAME)) {
            alive.add(start(0));
            alive.add(start(1));
            try (var keys = new RestlessKeys(this::urls, credential(), () -> pending(counting) < MOST_PENDING)) {
                keys.create("/byok/v1/webhooks", "{\"url\": \"" + listener.url() + "\"}");
                keys.begin(6, 8);
                for (var kill = 1; kill <= KILLS; kill++) {
                    killTheOlder(listener, kill);
                }
            }
            await().atMost(Duration.ofMinutes(3)).until(() -> pending(database) == 0);
            var ledger = Ledger.of(happened(), listener.told());
            LOG.infof("%s leases lost %d |", ledger.line(KILLS), lost());
            assertThat(ledger)
                    .returns(0, Ledger::missing)
                    .returns(0, Ledger::outOfOrder)
                    .returns(0, Ledger::unknown)
                    .returns(0, Ledger::changed);
            assertThat(database.texts("SELECT DISTINCT state FROM delivery")).containsExactly("DELIVERED");
            assertThat(lost()).as("deliveries that a kill cut off").isPositive();
        }
    }

    /** In the middle of what it tells: more is told while the new one starts, and something is under way. */
    private void killTheOlder(Listener listener, int kill) {
        var before = listener.told().size();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> listener.told().size() > before + 20 && underWay() > 1);
        var older = alive.removeFirst();
        older.replica().kill();
        alive.add(start(kill + 1));
    }

    private static Live start(int number) {
        var replica = Replica.start("killed-" + number % 3, NAME, SETTINGS).awaitListening();
        return new Live(replica, replica.url());
    }

    /** One in four takes its time, though never more than it is given. */
    private static Answer late() {
        var random = ThreadLocalRandom.current();
        if (random.nextInt(4) > 0) {
            return Answer.of(204);
        }
        var pause = CompletableFuture.delayedExecutor(random.nextInt(100, 600), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> Answer.of(204), pause).join();
    }

    private List<String> urls() {
        return alive.stream().map(Live::url).toList();
    }

    private static long pending(TestDatabase database) {
        return database.number("SELECT count(*) FROM delivery WHERE state = 'PENDING'");
    }

    private long underWay() {
        return database.number(
                "SELECT count(DISTINCT leased_by) FROM line WHERE leased_by IS NOT NULL AND due_at > now()");
    }

    /** Every answer is good, so a second claim follows a lost one. */
    private long lost() {
        return database.number(
                "SELECT (SELECT coalesce(sum(lease_token), 0) FROM line) - (SELECT count(*) FROM delivery WHERE state = 'DELIVERED')");
    }

    private List<Happened> happened() {
        return database.texts("SELECT id || ' ' || key_id || ' ' || number FROM key_event").stream()
                .map(row -> row.split(" "))
                .map(row -> new Happened(row[0], row[1], Long.parseLong(row[2])))
                .toList();
    }

    private static String credential() {
        var settings = PostgresForPackagedService.settings();
        return settings.get("latchkey.bootstrap.api-key") + ":" + settings.get("latchkey.bootstrap.api-secret");
    }
}
