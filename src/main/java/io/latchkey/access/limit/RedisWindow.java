package io.latchkey.access.limit;

import io.latchkey.key.OrganizationId;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;

/**
 * The window that all replicas count in: in Redis a counter for each organization, which goes when its window ends. One script
 * counts and tells, in one step and by Redis's own clock, so that replicas can neither overtake each other nor disagree about
 * the time.
 *
 * <p>Bucket4j's own way to Redis wants a client that Quarkus has not, and goes by the replicas' clocks.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/">Scripts run as one step</a>
 */
final class RedisWindow {

    /** The expiry is looked for each time, not only at the first request: a counter without one would close for ever. */
    private static final String COUNT = """
            local taken = redis.call('INCR', KEYS[1])
            local left = redis.call('PTTL', KEYS[1])
            if left < 0 then
              left = tonumber(ARGV[1])
              redis.call('PEXPIRE', KEYS[1], left)
            end
            return {taken, left}
            """;

    private final ReactiveRedisDataSource redis;
    private final long limit;
    private final Duration length;

    RedisWindow(ReactiveRedisDataSource redis, long limit, Duration length) {
        this.redis = redis;
        this.limit = limit;
        this.length = length;
    }

    /** Takes one, if any is left. Fails if Redis can't be reached. */
    Uni<Allowance> take(OrganizationId organization) {
        return redis.execute("EVAL", COUNT, "1", name(organization), String.valueOf(length.toMillis()))
                .map(this::allowance);
    }

    static String name(OrganizationId organization) {
        return "latchkey:rate-limit:" + organization.value();
    }

    private Allowance allowance(Response counted) {
        var taken = counted.get(0).toLong();
        var left = Duration.ofMillis(counted.get(1).toLong());
        return new Allowance(taken <= limit, limit, Math.max(0, limit - taken), left);
    }
}
