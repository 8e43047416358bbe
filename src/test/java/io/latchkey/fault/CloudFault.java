package io.latchkey.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** All clouds' at once. It lasts for more than an interval, so that it meets every key. */
record CloudFault(Mood mood) implements Fault {

    private static final Map<Mood, String> TITLES = Map.of(
            Mood.THROTTLING, "clouds throttle",
            Mood.HANGING, "clouds hang",
            Mood.DRIPPING, "clouds drip a byte a second",
            Mood.TRUNCATING, "clouds truncate their answers",
            Mood.GARBAGE, "clouds answer garbage",
            Mood.EXPIRED, "credentials for the clouds expired");

    @Override
    public String title() {
        return TITLES.get(mood);
    }

    @Override
    public Optional<String> hindrance(Cluster cluster) {
        return Optional.empty();
    }

    @Override
    public void strike(Cluster cluster) {
        cluster.clouds.weather.becomes(mood);
    }

    @Override
    public Duration lasts(Pace pace) {
        return pace.interval().plus(pace.hold());
    }

    @Override
    public void heal(Cluster cluster) {
        cluster.clouds.weather.becomes(Mood.RIGHT);
    }

    @Override
    public boolean stopsProbes() {
        return false;
    }
}
