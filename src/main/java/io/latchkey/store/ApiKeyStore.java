package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The API keys that callers authenticate with. */
@Singleton
public class ApiKeyStore {

    private static final String FIND = "SELECT id, organization_id, secret_sha256 FROM api_key WHERE id = $1";

    /** An API key that belongs to another organization is left alone, and then nothing is returned. */
    private static final String PUT = """
            WITH owner AS (INSERT INTO organization (id) VALUES ($1) ON CONFLICT DO NOTHING)
            INSERT INTO api_key (organization_id, id, secret_sha256) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET secret_sha256 = excluded.secret_sha256
            WHERE api_key.organization_id = excluded.organization_id
            RETURNING id
            """;

    private final Pool pool;
    private final Database database;

    ApiKeyStore(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    public Uni<Optional<ApiKeyRow>> find(String id) {
        return database.within(() -> pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> Optional.of(rows.iterator())
                        .filter(found -> found.hasNext())
                        .map(found -> row(found.next()))));
    }

    /** Makes sure that organization and API key exist and that the secret is this one; false if another organization has it. */
    public Uni<Boolean> put(ApiKeyRow key) {
        return database.within(() -> pool.preparedQuery(PUT)
                .execute(Tuple.of(
                        key.organization().value(),
                        key.id(),
                        Buffer.buffer(key.secret().bytes())))
                .map(rows -> rows.size() == 1));
    }

    private static ApiKeyRow row(Row row) {
        return new ApiKeyRow(
                row.getString("id"),
                new OrganizationId(row.getUUID("organization_id")),
                new SecretHash(row.getBuffer("secret_sha256").getBytes()));
    }
}
