package io.latchkey.store;

import io.latchkey.key.KeyEvent;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** What became of keys. The database writes it by itself, whoever changes a key; here it is only read, and forgotten. */
@Singleton
public class EventStore {

    private static final String LIST = "SELECT " + EventColumns.NAMES + """
             FROM key_event e JOIN key k ON k.id = e.key_id
            WHERE e.organization_id = $1 AND e.key_id = $2 AND e.number < $3
            ORDER BY e.number DESC
            LIMIT $4
            """;

    /** What is still to be told is kept, however old. */
    private static final String FORGET = """
            WITH old AS (
                SELECT number FROM key_event
                WHERE at < now() - $1 * interval '1 second'
                    AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event_number = number)
                ORDER BY at
                LIMIT $2)
            DELETE FROM key_event e USING old WHERE e.number = old.number
            """;

    private static final String KNOWN = "SELECT 1 FROM key WHERE organization_id = $1 AND id = $2";

    private final Pool pool;
    private final Database database;

    EventStore(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /** One page of what became of a key, newest first. */
    public Uni<Page<KeyEvent>> list(OrganizationId organization, KeyId key, Optional<Place> after, int size) {
        var before = after.map(Place::number).orElse(Long.MAX_VALUE);
        return database.within(() -> pool.preparedQuery(LIST)
                .execute(Tuple.of(organization.value(), key.value(), before, size + 1))
                .map(rows -> Page.of(
                        Rows.stream(rows).map(EventColumns::read).toList(),
                        size,
                        last -> new Place(last.number(), ""))));
    }

    /** Whether there is or ever was such a key. */
    public Uni<Boolean> isKnown(OrganizationId organization, KeyId key) {
        return database.within(() -> pool.preparedQuery(KNOWN)
                .execute(Tuple.of(organization.value(), key.value()))
                .map(rows -> rows.size() > 0));
    }

    /** Forgets events that are older, a batch of them at a time. How many it was. */
    public Uni<Integer> forgetOlderThan(Duration age, int batch) {
        return database.within(() -> pool.preparedQuery(FORGET)
                .execute(Tuple.of(age.toSeconds(), batch))
                .map(rows -> rows.rowCount()));
    }
}
