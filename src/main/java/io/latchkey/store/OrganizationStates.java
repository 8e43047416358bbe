package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Looks up whether an organization may be spoken for, where no API key's row says so. */
@Singleton
public class OrganizationStates {

    private static final String FIND = "SELECT suspended_at IS NOT NULL AS suspended FROM organization WHERE id = $1";

    private final Pool pool;
    private final Database database;

    OrganizationStates(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    public Uni<OrganizationState> find(OrganizationId organization) {
        return database.within(() ->
                pool.preparedQuery(FIND).execute(Tuple.of(organization.value())).map(OrganizationStates::state));
    }

    private static OrganizationState state(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return OrganizationState.UNKNOWN;
        }
        return rows.iterator().next().getBoolean("suspended") ? OrganizationState.SUSPENDED : OrganizationState.ACTIVE;
    }
}
