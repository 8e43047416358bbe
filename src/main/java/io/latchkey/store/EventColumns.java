package io.latchkey.store;

import io.latchkey.key.DisplayName;
import io.latchkey.key.KeyEvent;
import io.latchkey.key.KeyEventType;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyState;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Phase;
import io.latchkey.key.Provider;
import io.latchkey.key.Reason;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/** An event as it lies in a row of {@code key_event}, with its key's provider. */
final class EventColumns {

    /** What a statement must select, of {@code key_event e} and {@code key k}. */
    static final String NAMES =
            "e.number, e.id, e.organization_id, e.key_id, k.provider, e.type, e.at, e.state, e.phase,"
                    + " e.reason, e.region, e.display_name, e.current_version";

    private EventColumns() {}

    static KeyEvent read(Row row) {
        return new KeyEvent(
                row.getLong("number"),
                row.getUUID("id"),
                new OrganizationId(row.getUUID("organization_id")),
                new KeyId(row.getString("key_id")),
                Provider.valueOf(row.getString("provider")),
                KeyEventType.valueOf(row.getString("type")),
                row.getOffsetDateTime("at").toInstant(),
                KeyState.valueOf(row.getString("state")),
                Phase.valueOf(row.getString("phase")),
                Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                Optional.ofNullable(row.getString("region")),
                Optional.ofNullable(row.getString("display_name")).map(DisplayName::new),
                Optional.ofNullable(row.getString("current_version")));
    }
}
