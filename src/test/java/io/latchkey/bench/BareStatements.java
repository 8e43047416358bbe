package io.latchkey.bench;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The statements that Latchkey sends: the same rows and columns in the same transactions. */
final class BareStatements {

    private static final UUID ORGANIZATION = UUID.fromString(Data.ORGANIZATION);
    private static final String[] GRANTEES = {"arn:aws:iam::111122223333:role/latchkey"};

    static final String CALLER = """
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

    private static final String SHOWN =
            "SELECT id, organization_id, provider, identifier, canonical, azure_key_vault_id, azure_tenant_id, grantees,"
                    + " display_name, state, phase, reason, region, since, created_at, updated_at, version";

    static final String FIND = SHOWN
            + ", deleted_at, findings, current_version, current_version_at, current_version_seen_at, inspected_at FROM key"
            + " WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL";
    static final String LIST = SHOWN
            + " FROM key WHERE organization_id = $1 AND deleted_at IS NULL ORDER BY created_at DESC, id DESC FETCH FIRST 101 ROWS ONLY";
    static final String COUNT =
            "SELECT live_keys, id, name, key_limit, suspended_at, created_at FROM organization WHERE id = $1";
    static final String TAKE_PLACE =
            "UPDATE organization SET live_keys = live_keys + 1 WHERE id = $1 AND live_keys < coalesce(key_limit, $2)";
    static final String INSERT = """
            INSERT INTO key (id, organization_id, provider, identifier, canonical, grantees, display_name, state, phase, since,
                created_at, updated_at, version)
            VALUES ($1, $2, 'AWS', $3, $3, $5, NULL, 'AVAILABLE', 'INITIALIZING', $4,
                $4, $4, 0)
            """;
    static final String SCHEDULE = "INSERT INTO validation_schedule (key_id, provider) VALUES ($1, 'AWS')";
    static final String AUDIT = """
            INSERT INTO audit (organization_id, actor, actor_organization, action, subject, request_id, outcome, address)
            VALUES ($1, $2, $1, $3, $4, $5, 'DONE', '127.0.0.1')
            """;
    static final String RENAME = """
            UPDATE key SET display_name = $3, updated_at = greatest(updated_at, $4), version = version + 1
            WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
            """;

    private final Pool pool;

    BareStatements(Pool pool) {
        this.pool = pool;
    }

    Future<UUID> caller(String apiKey) {
        return pool.preparedQuery(CALLER)
                .execute(Tuple.of(apiKey))
                .map(rows -> rows.iterator().next().getUUID("organization_id"));
    }

    Future<JsonObject> find(String id) {
        return find(pool, id);
    }

    private static Future<JsonObject> find(SqlClient client, String id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(ORGANIZATION, id))
                .map(rows -> key(rows.iterator().next()));
    }

    Future<JsonObject> list() {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(ORGANIZATION))
                .compose(rows -> pool.preparedQuery(COUNT)
                        .execute(Tuple.of(ORGANIZATION))
                        .map(count -> {
                            var data = new JsonArray();
                            for (var row : rows) {
                                if (data.size() < 100) {
                                    data.add(key(row));
                                }
                            }
                            return new JsonObject()
                                    .put("kind", "KeyList")
                                    .put(
                                            "metadata",
                                            new JsonObject()
                                                    .put(
                                                            "total_size",
                                                            count.iterator()
                                                                    .next()
                                                                    .getInteger(0)))
                                    .put("data", data);
                        }));
    }

    Future<JsonObject> register(JsonObject body, String apiKey) {
        var arn = body.getJsonObject("key").getString("key_arn");
        var id = "cck-" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        var now = OffsetDateTime.now();
        return pool.withTransaction(client -> client.preparedQuery(TAKE_PLACE)
                .execute(Tuple.of(ORGANIZATION, 1_000_000))
                .compose(_ -> client.preparedQuery(INSERT).execute(Tuple.of(id, ORGANIZATION, arn, now, GRANTEES)))
                .compose(_ -> client.preparedQuery(SCHEDULE).execute(Tuple.of(id)))
                .compose(_ -> audit(client, apiKey, "key.register", id))
                .map(_ -> new JsonObject()
                        .put("id", id)
                        .put("key", new JsonObject().put("kind", "AwsKey").put("key_arn", arn))
                        .put("created_at", now.toString())));
    }

    Future<JsonObject> rename(String id, String name, String apiKey) {
        return pool.withTransaction(client -> client.preparedQuery(RENAME)
                .execute(Tuple.of(ORGANIZATION, id, name, OffsetDateTime.now()))
                .compose(_ -> find(client, id))
                .compose(key -> audit(client, apiKey, "key.rename", id).map(key)));
    }

    private static Future<?> audit(SqlClient client, String apiKey, String action, String id) {
        return client.preparedQuery(AUDIT)
                .execute(Tuple.of(
                        ORGANIZATION, apiKey, action, id, UUID.randomUUID().toString()));
    }

    private static JsonObject key(Row row) {
        return new JsonObject()
                .put("api_version", "byok/v1")
                .put("kind", "Key")
                .put("id", row.getString("id"))
                .put(
                        "metadata",
                        new JsonObject()
                                .put("self", "https://latchkey.example.com/byok/v1/keys/" + row.getString("id"))
                                .put(
                                        "resource_name",
                                        "crn://latchkey/organization=" + row.getUUID("organization_id") + "/key="
                                                + row.getString("id"))
                                .put(
                                        "created_at",
                                        row.getOffsetDateTime("created_at").toString())
                                .put(
                                        "updated_at",
                                        row.getOffsetDateTime("updated_at").toString()))
                .put(
                        "key",
                        new JsonObject()
                                .put("kind", "AwsKey")
                                .put("key_arn", row.getString("identifier"))
                                .put("roles", new JsonArray(List.of(row.getArrayOfStrings("grantees")))))
                .put("display_name", row.getString("display_name"))
                .put("provider", row.getString("provider"))
                .put("state", row.getString("state"))
                .put(
                        "validation",
                        new JsonObject()
                                .put("phase", row.getString("phase"))
                                .put("region", row.getString("region"))
                                .put("since", row.getOffsetDateTime("since").toString()));
    }
}
