package io.latchkey.fault;

import static org.awaitility.Awaitility.await;

import io.latchkey.boot.Address;
import io.latchkey.boot.OwnPostgres;
import io.latchkey.support.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL behind one address, replicas of the packaged service, and the clouds; and what stands before the replicas. */
final class Cluster implements AutoCloseable {

    private static final int CONNECTIONS = 100;

    /** Nothing is lost that was acknowledged, whatever becomes of the server; a small disk has no room for much of a log. */
    private static final Map<String, String> SERVER =
            Map.of("synchronous_commit", "on", "min_wal_size", "32MB", "max_wal_size", "64MB");

    final Pace pace;
    final Disk disk = Disk.make();
    final Clouds clouds = new Clouds();
    final List<Seat> seats = new ArrayList<>();
    final Books books = new Books(() -> postgres().port());

    private final Address address;
    private final Set<Seat> ready = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService balancer = Executors.newScheduledThreadPool(1);
    private volatile OwnPostgres postgres;

    private Cluster(Pace pace) {
        this.pace = pace;
        this.postgres = OwnPostgres.start(disk.data(), CONNECTIONS, SERVER);
        this.address = Address.of(postgres.port());
    }

    static Cluster start(Pace pace) {
        var cluster = new Cluster(pace);
        for (var number = 1; number <= pace.replicas(); number++) {
            var name = "replica_" + number;
            var settings = new HashMap<>(pace.settings());
            settings.putAll(cluster.clouds.settingsFor(name));
            cluster.books.makeRole(name);
            cluster.seats.add(new Seat(name, settings));
        }
        cluster.seats.forEach(seat -> seat.take(cluster.databaseUrl(), Map.of()));
        cluster.seats.forEach(Seat::awaitListening);
        cluster.books.noteLeases();
        cluster.balancer.scheduleWithFixedDelay(cluster::look, 0, 200, TimeUnit.MILLISECONDS);
        return cluster;
    }

    OwnPostgres postgres() {
        return postgres;
    }

    private String databaseUrl() {
        return OwnPostgres.url(address.port());
    }

    /** Whoever asked the old server asks this one from now on. */
    void follow(OwnPostgres other) {
        postgres = other;
        address.pointTo(other.port());
    }

    /** Starts a replica in a place that was left, and waits for it. */
    void fill(Seat seat, Map<String, String> variables) {
        seat.take(databaseUrl(), variables);
        seat.awaitListening();
        await().atMost(Duration.ofSeconds(60)).until(() -> ready.contains(seat));
    }

    /** As an orchestrator does: tells it to stop, and starts another when it has ended. */
    void replace(Seat seat, Map<String, String> variables) {
        seat.replica().terminate();
        seat.replica().awaitExit();
        fill(seat, variables);
    }

    /** The URL of one that is ready; of any where none is, or it would not be seen what they answer then. */
    String anyUrl() {
        var some = ready.isEmpty() ? seats : List.copyOf(ready);
        return some.isEmpty()
                ? anyUrl()
                : some.get(ThreadLocalRandom.current().nextInt(some.size())).url();
    }

    private void look() {
        seats.forEach(seat -> Thread.ofVirtual().start(() -> {
            if (Readiness.isAt(seat.managementUrl())) {
                ready.add(seat);
            } else {
                ready.remove(seat);
            }
        }));
    }

    @Override
    public void close() {
        balancer.shutdownNow();
        seats.forEach(Seat::close);
        clouds.close();
        address.close();
        postgres.close();
        disk.close();
    }
}
