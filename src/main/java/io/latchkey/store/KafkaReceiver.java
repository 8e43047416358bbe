package io.latchkey.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Whether Kafka is among those who are told of events. */
@Singleton
public class KafkaReceiver {

    private static final String ON = """
            INSERT INTO receiver (id, kind) VALUES ('kafka', 'KAFKA')
            ON CONFLICT (id) DO UPDATE SET disabled_at = NULL, disabled_because = NULL
            """;

    private static final String OFF = """
            UPDATE receiver SET disabled_at = now(), disabled_because = 'ASKED' WHERE id = 'kafka' AND disabled_at IS NULL
            """;

    private final Pool pool;
    private final Database database;

    KafkaReceiver(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /** From now on Kafka is told, or is not. What was on its way to it waits until it is told again. */
    public Uni<Void> set(boolean on) {
        return database.within(() -> pool.query(on ? ON : OFF).execute().replaceWithVoid());
    }
}
