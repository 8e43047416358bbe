package io.latchkey.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The one connection pool, with bounds that the client lacks unless told: how many wait for a connection and for how long,
 * and how long the server itself works on a statement, or keeps a transaction open, that nobody waits for any more.
 */
@Singleton
class BoundedPool implements PgPoolCreator {

    private final DatabaseSettings settings;

    BoundedPool(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        var options = input.poolOptions()
                .setMaxWaitQueueSize(settings.waitQueue())
                .setConnectionTimeout(Math.toIntExact(settings.acquireTimeout().toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        input.pgConnectOptionsList().forEach(this::bound);
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    private void bound(PgConnectOptions connection) {
        connection
                .setConnectTimeout(Math.toIntExact(settings.acquireTimeout().toMillis()))
                .addProperty(
                        "statement_timeout", String.valueOf(settings.deadline().toMillis()))
                // A replica that is frozen in the middle of a transaction would keep others from its rows until it
                // wakes.
                .addProperty(
                        "idle_in_transaction_session_timeout",
                        String.valueOf(settings.deadline().toMillis()))
                .addProperty("application_name", "latchkey");
    }
}
