package io.latchkey.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL itself is told to do with connections of a replica that has no word for it any more. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class BoundedPoolTest {

    private final Pool pool;
    private final DatabaseSettings settings;

    BoundedPoolTest(Pool pool, DatabaseSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement_timeout", "idle_in_transaction_session_timeout"})
    void isBoundByTheDeadline(String bound) {
        var millis = pool.query("SELECT setting FROM pg_settings WHERE name = '" + bound + "'")
                .execute()
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(Duration.ofMillis(Long.parseLong(millis))).isEqualTo(settings.deadline());
    }

    @Test
    void isToldAsPassingTroubleWhenItIsEnforced() {
        var overslept = new PgException("terminating connection", "FATAL", "25P03", "");
        assertThat(PassingTrouble.is(overslept)).isTrue();
    }
}
