package io.latchkey.fault;

import static org.awaitility.Awaitility.await;

import io.latchkey.boot.OwnPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's. */
final class DatabaseFault implements Fault {

    private static final int MOST_CONNECTIONS = 200;

    private final Kind kind;
    private final List<Connection> held = new ArrayList<>();
    private OwnPostgres standby;

    /** Which one. */
    enum Kind {
        CRASHED("PostgreSQL killed (immediate), started again"),
        FROZEN("PostgreSQL frozen"),
        CONNECTIONS_ENDED("backends terminated"),
        POOL_EXHAUSTED("pool exhausted (the table of keys locked)"),
        NO_CONNECTIONS("no connection to spare (all taken by others)"),
        DISK_FULL("disk full"),
        FAILED_OVER("failed over to a synchronous standby");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    DatabaseFault(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String title() {
        return kind.title;
    }

    @Override
    public Optional<String> hindrance(Cluster cluster) {
        return Optional.of("no small file system (mount refused)")
                .filter(_ -> kind == Kind.DISK_FULL && !cluster.disk.isSmall());
    }

    @Override
    public void strike(Cluster cluster) {
        switch (kind) {
            case CRASHED -> cluster.postgres().crash();
            case FROZEN -> cluster.postgres().freeze();
            case CONNECTIONS_ENDED -> cluster.postgres().endConnections();
            case POOL_EXHAUSTED -> lock(cluster.books.connect());
            case NO_CONNECTIONS -> takeAll(cluster);
            case DISK_FULL -> cluster.disk.fill();
            case FAILED_OVER -> failOver(cluster);
        }
    }

    @Override
    public Duration lasts(Pace pace) {
        return switch (kind) {
            case CONNECTIONS_ENDED -> Duration.ZERO;
            case CRASHED, FROZEN, POOL_EXHAUSTED, NO_CONNECTIONS, DISK_FULL, FAILED_OVER -> pace.hold();
        };
    }

    @Override
    public void heal(Cluster cluster) {
        switch (kind) {
            case CRASHED -> cluster.postgres().restart();
            case FROZEN -> cluster.postgres().thaw();
            case CONNECTIONS_ENDED -> {}
            case POOL_EXHAUSTED, NO_CONNECTIONS -> giveBack();
            case DISK_FULL -> {
                cluster.disk.free();
                // A server that can't write its log ends itself.
                if (!cluster.postgres().answers()) {
                    cluster.postgres().restart();
                }
            }
            case FAILED_OVER -> {
                standby.promote();
                cluster.follow(standby);
            }
        }
    }

    @Override
    public boolean stopsProbes() {
        return true;
    }

    private void lock(Connection connection) {
        try {
            connection.setAutoCommit(false);
            connection.createStatement().execute("LOCK TABLE key IN ACCESS EXCLUSIVE MODE");
            held.add(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes those of the service too, as fast as it makes new ones, until it has none. */
    private void takeAll(Cluster cluster) {
        takeFree(cluster);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    var ended = endThoseOfReplicas();
                    takeFree(cluster);
                    return ended == 0;
                });
    }

    private void takeFree(Cluster cluster) {
        try {
            while (held.size() < MOST_CONNECTIONS) {
                held.add(cluster.books.connect());
            }
        } catch (IllegalStateException _) {
            // None is free.
        }
    }

    private int endThoseOfReplicas() {
        try (var statement = held.getFirst().createStatement();
                var ended = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE usename LIKE 'replica%'")) {
            ended.next();
            return ended.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void giveBack() {
        for (var connection : held) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        held.clear();
    }

    /** The old primary is there for a while, refuses to write, and is gone. */
    private void failOver(Cluster cluster) {
        standby = cluster.postgres().standby();
        cluster.books.run("ALTER SYSTEM SET synchronous_standby_names = '*'");
        cluster.books.run("SELECT pg_reload_conf()");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> cluster.books.number("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                        == 1);
        cluster.postgres().refuseWrites();
        cluster.postgres().crash();
    }
}
