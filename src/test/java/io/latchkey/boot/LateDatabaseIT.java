package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Replica;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;

/** A start waits for what will be there soon. */
class LateDatabaseIT {

    @Test
    void waitsForPostgres() {
        try (var postgres = OwnPostgres.start(100)) {
            var url = postgres.url();
            postgres.crash();
            try (var replica = Replica.startOn("late-postgres", url, Map.of())) {
                await().atMost(Duration.ofSeconds(60)).until(() -> replica.log().contains("Retrying in"));
                postgres.restart();
                replica.awaitListening();
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> RestAssured.get(replica.managementUrl() + "/q/health/ready")
                                        .statusCode()
                                == 200);
            }
        }
    }

    /** For how long, {@link StartPatienceTest} says. */
    @Test
    void waitsForAnotherThatMigrates() throws Exception {
        try (var postgres = OwnPostgres.start(100)) {
            var other = new Slow();
            var migration = Thread.ofVirtual().start(() -> other.migrate(postgres.url()));
            other.begun.await();
            try (var replica = Replica.startOn("late-migration", postgres.url(), Map.of())) {
                // Not a wait for something to happen, but for nothing to.
                await().pollDelay(Duration.ofSeconds(10))
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(replica.log())
                                .doesNotContain("Listening on", "Successfully applied", "ERROR"));
                other.mayEnd.countDown();
                migration.join();
                replica.awaitListening();
                assertThat(replica.log()).contains("No migration necessary");
            }
        }
    }

    /** A replica with a migration that takes long, or its part that matters here. */
    private static final class Slow extends BaseCallback {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        void migrate(String url) {
            Flyway.configure()
                    .dataSource("jdbc:" + url, "postgres", "postgres")
                    .locations("filesystem:src/main/resources/db/migration")
                    .callbacks(this)
                    .load()
                    .migrate();
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
