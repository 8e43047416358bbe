package io.latchkey.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The hosts that have asked for a longer pause than one call can wait: until it is over, they are not asked at all. */
final class HeldBack {

    /** Whatever a host asks for, its keys are looked at again before they are long out of date. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MAX_HOSTS = 10_000;

    private final InstantSource clock;
    private final Cache<CloudHost, Instant> until = Caffeine.newBuilder()
            .maximumSize(MAX_HOSTS)
            .expireAfterWrite(LONGEST)
            .build();

    HeldBack(InstantSource clock) {
        this.clock = clock;
    }

    void hold(CloudHost host, Duration pause) {
        until.put(host, clock.instant().plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST));
    }

    boolean isHeld(CloudHost host) {
        var end = until.getIfPresent(host);
        return end != null && clock.instant().isBefore(end);
    }
}
