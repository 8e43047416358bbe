package io.latchkey.fault;

import static org.awaitility.Awaitility.await;

import io.latchkey.support.Packaged;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A replica's. */
record ReplicaFault(Kind kind, Duration off) implements Fault {

    /** Which one. */
    enum Kind {
        KILLED("replica killed in the middle of probes, started again"),
        STALLED("replica stalled for longer than its lease in the middle of probes, and resumed"),
        RESTARTED("replicas restarted in turn"),
        WRONG_CLOCK("clock of a replica wrong by ");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    ReplicaFault(Kind kind) {
        this(kind, Duration.ZERO);
    }

    @Override
    public String title() {
        return kind == Kind.WRONG_CLOCK ? kind.title + off.toString().replace("PT", "") : kind.title;
    }

    @Override
    public Optional<String> hindrance(Cluster cluster) {
        return Optional.of("a binary takes no Java agent")
                .filter(_ -> kind == Kind.WRONG_CLOCK && Packaged.found().isNative());
    }

    @Override
    public void strike(Cluster cluster) {
        var victim = cluster.seats.getFirst();
        switch (kind) {
            case KILLED -> inTheMiddle(cluster, victim.replica()::kill);
            case STALLED -> inTheMiddle(cluster, victim.replica()::pause);
            case RESTARTED -> cluster.seats.forEach(seat -> cluster.replace(seat, Map.of()));
            case WRONG_CLOCK -> cluster.replace(victim, Map.of("JAVA_TOOL_OPTIONS", WrongClock.option(off)));
        }
    }

    /** When it has asked a cloud and has no answer yet. */
    private static void inTheMiddle(Cluster cluster, Runnable what) {
        cluster.clouds.weather.becomes(Mood.HANGING);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> cluster.clouds.sightings.areUnderWay(cluster.seats.getFirst().name));
        what.run();
        cluster.clouds.weather.becomes(Mood.RIGHT);
    }

    @Override
    public Duration lasts(Pace pace) {
        return switch (kind) {
            case KILLED, RESTARTED -> Duration.ZERO;
            case STALLED -> pace.lease().plusSeconds(3);
            case WRONG_CLOCK -> pace.interval();
        };
    }

    @Override
    public void heal(Cluster cluster) {
        var victim = cluster.seats.getFirst();
        switch (kind) {
            case KILLED -> cluster.fill(victim, Map.of());
            case STALLED -> victim.replica().resume();
            case RESTARTED -> {}
            case WRONG_CLOCK -> {
                var wrong = victim.replica();
                cluster.replace(victim, Map.of());
                WrongClock.check(wrong.log(), off);
            }
        }
    }

    @Override
    public boolean stopsProbes() {
        return false;
    }
}
