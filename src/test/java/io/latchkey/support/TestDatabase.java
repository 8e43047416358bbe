package io.latchkey.support;

import io.latchkey.boot.PostgresForPackagedService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A look into PostgreSQL beside the service, for what no answer shows. */
public final class TestDatabase implements AutoCloseable {

    private final Connection connection;

    private TestDatabase(Connection connection) {
        this.connection = connection;
    }

    /** The database that the service under test uses. */
    public static TestDatabase connect() {
        return connect("postgres");
    }

    public static TestDatabase connect(String name) {
        try {
            return new TestDatabase(DriverManager.getConnection(jdbcUrl(name)));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static String jdbcUrl(String name) {
        return PostgresForPackagedService.jdbcUrl().replace("/postgres?", "/" + name + "?");
    }

    public int update(String sql, Object... parameters) {
        try (var statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public long number(String sql, Object... parameters) {
        return Long.parseLong(texts(sql, parameters).getFirst());
    }

    /** The first column of every row. */
    public List<String> texts(String sql, Object... parameters) {
        try (var statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
        return statement;
    }

    /** What is done from now on is one transaction; {@link #close} undoes it. */
    public void begin() {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
