package io.latchkey.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How large and how fast a run is. The service's own times are shortened all together, so that two intervals pass within a row.
 *
 * @param hold for how long a fault lasts that has no time of its own
 */
record Pace(
        int replicas,
        int requestsPerSecond,
        Duration interval,
        Duration lease,
        Duration probeTimeout,
        Duration databaseDeadline,
        Duration hold) {

    static final Pace QUICK = new Pace(2, 20, seconds(5), seconds(4), seconds(1), seconds(2), seconds(3));
    static final Pace FULL = new Pace(3, 20, seconds(10), seconds(5), seconds(2), seconds(2), seconds(8));

    private static Duration seconds(long number) {
        return Duration.ofSeconds(number);
    }

    Duration twoIntervals() {
        return interval.multipliedBy(2);
    }

    /** What replicas are told. */
    Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("latchkey.validator.interval", written(interval));
        settings.put("latchkey.validator.initial-interval", "1S");
        settings.put("latchkey.validator.confirm-delay", "2S");
        settings.put("latchkey.validator.grace", "1M");
        settings.put("latchkey.validator.lease", written(lease));
        settings.put("latchkey.validator.probe-timeout", written(probeTimeout));
        settings.put("latchkey.database.deadline", written(databaseDeadline));
        settings.put("latchkey.outbound.circuit-breaker.delay", "1S");
        settings.put("latchkey.outbound.endpoints-allowed-in-production", "true");
        settings.put("latchkey.rate-limit.requests", "1000000");
        settings.put("quarkus.shutdown.delay", "2S");
        // A probe is a line of the log: what a replica settled must be what it probed itself.
        settings.put("quarkus.log.category.\"io.latchkey.validator\".level", "DEBUG");
        return settings;
    }

    private static String written(Duration duration) {
        return duration.toSeconds() + "S";
    }
}
