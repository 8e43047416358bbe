package io.latchkey.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * Whether Kafka is among those who are told of events. Replicas that have one say so again and again; one that has none says
 * nothing, so that an old one that starts once more during a roll-out loses no events.
 */
@Singleton
public class KafkaReceiver {

    private static final String WANT = """
            INSERT INTO receiver (id, kind) VALUES ('kafka', 'KAFKA')
            ON CONFLICT (id) DO UPDATE
            SET wanted_at = now(), disabled_at = NULL, disabled_because = NULL,
                enabled_at = CASE WHEN receiver.disabled_at IS NULL THEN receiver.enabled_at ELSE now() END
            """;

    private static final String LEAVE = """
            UPDATE receiver SET disabled_at = now(), disabled_because = 'ASKED'
            WHERE kind = 'KAFKA' AND disabled_at IS NULL AND wanted_at < now() - interval '1 day'
            """;

    private final Pool pool;
    private final Database database;

    KafkaReceiver(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /** From now on Kafka is told; what was on its way to it goes on. */
    public Uni<Void> want() {
        return database.within(() -> pool.query(WANT).execute().replaceWithVoid());
    }

    /** Tells Kafka nothing more if nobody has wanted it for a day. */
    public Uni<Void> leaveIfUnwanted() {
        return database.within(() -> pool.query(LEAVE).execute().replaceWithVoid());
    }
}
