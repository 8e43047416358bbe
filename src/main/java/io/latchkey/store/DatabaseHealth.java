package io.latchkey.store;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is a replica that gets an answer of PostgreSQL within a second. The schema is what it must be then: without that,
 * Latchkey does not start.
 */
@Readiness
@Singleton
class DatabaseHealth implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String NAME = "PostgreSQL";

    private final Pool pool;

    DatabaseHealth(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .deferred(() -> pool.query("SELECT 1").execute())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(_ -> HealthCheckResponse.up(NAME))
                // Why is told where requests meet it.
                .onFailure()
                .recoverWithItem(_ -> HealthCheckResponse.down(NAME));
    }
}
