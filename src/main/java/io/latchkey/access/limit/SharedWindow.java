package io.latchkey.access.limit;

import io.latchkey.key.OrganizationId;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What the replicas together say to a request, where they share a Redis; while it does not answer, each for itself. */
@Singleton
class SharedWindow {

    private final Optional<RedisWindow> redis;
    private final RateLimitSettings settings;
    private final LocalDecisions alone;

    /** Where no Redis is configured there is no client to get. */
    SharedWindow(RateLimitSettings settings, Instance<ReactiveRedisDataSource> client, LocalDecisions alone) {
        this.redis = settings.isShared()
                ? Optional.of(new RedisWindow(client.get(), settings.requests(), settings.window()))
                : Optional.empty();
        this.settings = settings;
        this.alone = alone;
    }

    /** Never fails: what this replica says by itself counts while nothing else does. */
    Uni<Allowance> take(OrganizationId organization, Allowance local) {
        return redis.map(window -> together(window, organization, local))
                .orElseGet(() -> Uni.createFrom().item(local));
    }

    private Uni<Allowance> together(RedisWindow window, OrganizationId organization, Allowance local) {
        if (alone.pausing()) {
            alone.count();
            return Uni.createFrom().item(local);
        }
        var caller = Vertx.currentContext();
        return window.take(organization)
                .ifNoItem()
                .after(settings.redisDeadline())
                .fail()
                .onFailure()
                .recoverWithItem(trouble -> {
                    alone.failed(trouble);
                    return local;
                })
                // A missed deadline is noticed on a thread of its own.
                .emitOn(work -> caller.runOnContext(_ -> work.run()));
    }
}
