package io.latchkey.access.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Counts what each of many does in a window of time. Tokens come back all at once at the window's end, so that within a window
 * never more than the limit passes.
 */
final class Window<K> {

    /** So many are remembered at most: an attacker's addresses must not fill the memory. */
    private static final int MAX_KNOWN = 100_000;

    private final int limit;
    private final LoadingCache<K, Bucket> buckets;

    Window(int limit, Duration length, TimeMeter clock) {
        this.limit = limit;
        var bandwidth = Bandwidth.builder()
                .capacity(limit)
                .refillIntervally(limit, length)
                .build();
        // Who did nothing for a whole window has a full bucket, like one who was never here.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KNOWN)
                .expireAfterAccess(length)
                .build(_ -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(clock)
                        .build());
    }

    /** Takes one, if any is left. */
    Allowance take(K who) {
        var probe = buckets.get(who).tryConsumeAndReturnRemaining(1);
        return new Allowance(
                probe.isConsumed(),
                limit,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Whether one could be taken. Who only looks is not remembered for it. */
    Allowance look(K who) {
        var bucket = buckets.getIfPresent(who);
        if (bucket == null) {
            return new Allowance(true, limit, limit, Duration.ZERO);
        }
        var probe = bucket.estimateAbilityToConsume(1);
        return new Allowance(
                probe.canBeConsumed(),
                limit,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
