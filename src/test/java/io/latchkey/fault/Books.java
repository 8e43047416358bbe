package io.latchkey.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** A look into the database beside the service, wherever it is now. */
final class Books {

    /**
     * Who claimed and settled what, as the database saw it: replicas are known by their roles. A claim is early that takes a key
     * whose lease was neither settled nor at its end.
     */
    private static final String LEASES = """
            CREATE SCHEMA fault;
            CREATE TABLE fault.lease (
                at timestamptz NOT NULL DEFAULT clock_timestamp(), what text NOT NULL, key_id varchar NOT NULL,
                replica text NOT NULL DEFAULT session_user, token bigint NOT NULL, early boolean NOT NULL, silences int NOT NULL);
            CREATE FUNCTION fault.note() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.lease_token <> OLD.lease_token THEN
                    INSERT INTO fault.lease (what, key_id, token, early, silences)
                    VALUES ('CLAIM', NEW.key_id, NEW.lease_token, OLD.leased_by IS NOT NULL AND OLD.due_at > now(), NEW.silences);
                ELSIF OLD.leased_by IS NOT NULL AND NEW.leased_by IS NULL THEN
                    INSERT INTO fault.lease (what, key_id, token, early, silences)
                    VALUES ('SETTLE', NEW.key_id, NEW.lease_token, false, NEW.silences);
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER note AFTER UPDATE ON validation_schedule FOR EACH ROW EXECUTE FUNCTION fault.note();
            """;

    private final IntSupplier port;

    Books(IntSupplier port) {
        this.port = port;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Connection connect() {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://localhost:" + port.getAsInt() + "/postgres?user=postgres");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> List<T> rows(Reader<T> reader, String sql, Object... parameters) {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            var rows = new ArrayList<T>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reader.read(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql, Object... parameters) {
        return rows(row -> row.getLong(1), sql, parameters).getFirst();
    }

    List<String> texts(String sql, Object... parameters) {
        return rows(row -> row.getString(1), sql, parameters);
    }

    void run(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on every lease is noted. */
    void noteLeases() {
        run(LEASES);
    }

    void makeRole(String name) {
        run("CREATE ROLE " + name + " LOGIN SUPERUSER");
    }

    void enter(Tenant tenant) {
        rows(
                row -> row.getString(1),
                "INSERT INTO organization (id, key_limit) VALUES (?, ?) RETURNING id",
                tenant.id(),
                tenant.limit());
        rows(
                row -> row.getString(1),
                "INSERT INTO api_key (id, organization_id, secret_sha256, roles) VALUES (?, ?, ?, ?) RETURNING id",
                tenant.organization().apiKey(),
                tenant.id(),
                sha256(tenant.organization().secret()),
                new String[] {"KeyAdmin", "ClusterProvisioner"});
    }

    /** Its keys are not probed any more: the next row begins with none. */
    void dismiss(Tenant tenant) {
        run("DELETE FROM validation_schedule WHERE key_id IN (SELECT id FROM key WHERE organization_id = '"
                + tenant.id() + "')");
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
