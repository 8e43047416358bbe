package io.latchkey.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What is in the database before a run. */
final class Data implements AutoCloseable {

    static final String ORGANIZATION = "00000000-0000-4000-8000-000000000001";

    private static final String API_KEY = "BENCH";
    private static final String API_SECRET = "a-secret-of-the-benchmark-and-nobody-else";
    static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder().encodeToString((API_KEY + ":" + API_SECRET).getBytes(StandardCharsets.UTF_8));

    /** As many more as no run registers. */
    private static final int KEY_LIMIT = 1_000_000;

    private final Connection connection;

    Data(int port) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
    }

    /** What Latchkey is told, beside where its database is. */
    static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("latchkey.database.username", "postgres"),
                Map.entry("latchkey.database.password", "postgres"),
                Map.entry("latchkey.database.tls", "disable"),
                Map.entry("latchkey.provider", "simulated"),
                Map.entry("latchkey.simulated.allowed-in-production", "true"),
                Map.entry("latchkey.simulated.latency", "50MS"),
                Map.entry("latchkey.public-url", "https://latchkey.example.com"),
                Map.entry("latchkey.page-token.secret", "a-secret-of-the-benchmark-and-nobody-else"),
                Map.entry("latchkey.webhooks.secret", "a-secret-of-the-benchmark-and-nobody-else"),
                Map.entry("latchkey.bootstrap.organization-id", ORGANIZATION),
                Map.entry("latchkey.bootstrap.api-key", API_KEY),
                Map.entry("latchkey.bootstrap.api-secret", API_SECRET),
                Map.entry("latchkey.bootstrap.roles", "operator,key-admin"),
                Map.entry("latchkey.grantees.aws-roles", "arn:{partition}:iam::111122223333:role/latchkey"),
                Map.entry("latchkey.grantees.azure-application-id", "00000000-0000-4000-8000-000000000002"),
                Map.entry("latchkey.grantees.gcp-security-group", "latchkey@example.com"),
                Map.entry("latchkey.quota.max-keys-per-organization", String.valueOf(KEY_LIMIT)),
                Map.entry("latchkey.rate-limit.requests", "100000000"),
                // One caller has all connections here: on, and no limit to it.
                Map.entry("latchkey.rate-limit.concurrent-requests", "1000"),
                Map.entry("latchkey.rate-limit.concurrent-sign-ins", "1000"),
                Map.entry("quarkus.log.level", "WARN"));
    }

    /** So many VALID keys of one organization, none of them due. */
    void fill(String organization, int keys) {
        fill("SELECT '" + organization + "'::uuid AS organization, n FROM generate_series(1, " + keys + ") n");
    }

    /**
     * New keys are due tomorrow. Latchkey would else probe those that the bare server registers too, and while that is
     * measured.
     */
    void putOffProbes() {
        execute("ALTER TABLE validation_schedule ALTER due_at SET DEFAULT now() + interval '1 day'");
    }

    /** So many keys of so many organizations, as many for each. */
    void fillOrganizations(int organizations, int keys) {
        execute("INSERT INTO organization (id, live_keys) SELECT md5('organization ' || n)::uuid, "
                + keys / organizations + " FROM generate_series(1, " + organizations + ") n");
        fill("SELECT md5('organization ' || (n % " + organizations
                + " + 1))::uuid AS organization, n FROM generate_series(1, " + keys + ") n");
    }

    /** Past the triggers: what is there before the run is no news. */
    private void fill(String source) {
        execute("SET session_replication_role = replica");
        execute("""
                INSERT INTO key (id, organization_id, provider, identifier, canonical, grantees, state, phase, region, since,
                    created_at, updated_at, version)
                SELECT 'cck-' || substr(md5(organization || n::text), 1, 12), organization, 'AWS', arn, arn,
                    '{arn:aws:iam::111122223333:role/latchkey}', 'AVAILABLE', 'VALID', 'us-west-2', now(),
                    now() - n * interval '1 millisecond', now(), 1
                FROM (SELECT organization, n, 'arn:aws:kms:us-west-2:111122223333:key/'
                        || md5(organization || n::text)::uuid AS arn FROM (%s) keys) keys
                ON CONFLICT DO NOTHING
                """.formatted(source));
        execute("""
                INSERT INTO validation_schedule (key_id, provider, due_at)
                SELECT id, provider, now() + interval '1 day' FROM key ON CONFLICT DO NOTHING
                """);
        execute("SET session_replication_role = DEFAULT");
        execute("UPDATE organization o SET live_keys = (SELECT count(*) FROM key k WHERE k.organization_id = o.id)"
                + " WHERE o.id = '" + ORGANIZATION + "'");
        execute("VACUUM ANALYZE");
    }

    /** Some keys of the organization that asks. */
    List<String> ids() {
        return texts(
                "SELECT id FROM key WHERE organization_id = '" + ORGANIZATION + "' AND deleted_at IS NULL LIMIT 2000");
    }

    List<String> texts(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql) {
        return Long.parseLong(texts(sql).getFirst());
    }

    void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
