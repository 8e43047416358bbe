package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What callers are checked against, on the path of every request. */
@Singleton
public class CredentialStore {

    /** An API key that is not there gives a row as well, so that reading it takes as long as reading one that is. */
    private static final String FIND = """
            SELECT asked.id, a.id IS NOT NULL AS known,
                coalesce(a.organization_id, '00000000-0000-0000-0000-000000000000') AS organization_id,
                coalesce(a.secret_sha256, decode(repeat('00', 32), 'hex')) AS secret_sha256,
                coalesce(a.roles, '{KeyAdmin}') AS roles,
                CASE WHEN a.previous_until > now() THEN a.previous_secret_sha256 END AS previous_sha256,
                coalesce(a.expires_at <= now(), false) AS expired, o.suspended_at IS NOT NULL AS suspended
            FROM (SELECT $1::varchar AS id) asked
            LEFT JOIN api_key a ON a.id = asked.id AND a.revoked_at IS NULL
            LEFT JOIN organization o ON o.id = a.organization_id
            """;

    /** An API key that belongs to another organization is left alone, and then nothing is returned. */
    private static final String PUT = """
            WITH owner AS (INSERT INTO organization (id) VALUES ($1) ON CONFLICT DO NOTHING)
            INSERT INTO api_key (organization_id, id, secret_sha256, roles) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET secret_sha256 = excluded.secret_sha256, roles = excluded.roles,
                previous_secret_sha256 = NULL, previous_until = NULL
            WHERE api_key.organization_id = excluded.organization_id
            RETURNING id
            """;

    private static final String USED = """
            UPDATE api_key a SET last_used_at = greatest(a.last_used_at, u.at)
            FROM unnest($1::text[], $2::timestamptz[]) AS u(id, at)
            WHERE a.id = u.id
            """;

    private final Pool pool;
    private final Database database;

    CredentialStore(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    public Uni<ApiKeyCheck> find(String id) {
        return database.within(() -> pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> row(rows.iterator().next())));
    }

    /** Makes sure that organization and API key exist and are like this; false if another organization has the API key. */
    public Uni<Boolean> put(OrganizationId organization, String id, SecretHash secret, Set<String> roles) {
        return database.within(() -> pool.preparedQuery(PUT)
                .execute(
                        Tuple.of(organization.value(), id, Buffer.buffer(secret.bytes()), roles.toArray(String[]::new)))
                .map(rows -> rows.size() == 1));
    }

    /** Keeps when API keys were last shown, all in one statement. */
    public Uni<Void> used(Map<String, Instant> lastUses) {
        var ids = lastUses.keySet().toArray(String[]::new);
        var times = Arrays.stream(ids)
                .map(id -> lastUses.get(id).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return database.within(
                () -> pool.preparedQuery(USED).execute(Tuple.of(ids, times)).replaceWithVoid());
    }

    private static ApiKeyCheck row(Row row) {
        return new ApiKeyCheck(
                row.getString("id"),
                row.getBoolean("known"),
                new OrganizationId(row.getUUID("organization_id")),
                new SecretHash(row.getBuffer("secret_sha256").getBytes()),
                Optional.ofNullable(row.getBuffer("previous_sha256")).map(hash -> new SecretHash(hash.getBytes())),
                Set.of(row.getArrayOfStrings("roles")),
                row.getBoolean("expired"),
                row.getBoolean("suspended"));
    }
}
