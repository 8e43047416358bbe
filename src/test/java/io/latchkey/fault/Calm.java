package io.latchkey.fault;

import java.time.Duration;
import java.util.Optional;

/** No fault at all: what the others are to be compared with. */
record Calm() implements Fault {

    @Override
    public String title() {
        return "none";
    }

    @Override
    public Optional<String> hindrance(Cluster cluster) {
        return Optional.empty();
    }

    @Override
    public void strike(Cluster cluster) {}

    @Override
    public Duration lasts(Pace pace) {
        return Duration.ZERO;
    }

    @Override
    public void heal(Cluster cluster) {}

    @Override
    public boolean stopsProbes() {
        return false;
    }
}
