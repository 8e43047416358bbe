package io.latchkey.delivery;

import io.latchkey.store.DatabaseSettings;
import io.latchkey.store.Parcel;
import io.latchkey.store.Parcels;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** This replica's share of telling receivers what becomes of keys. No more is claimed than can be brought at once. */
@Singleton
class Post {

    private static final Logger LOG = Logger.getLogger(Post.class);

    private final Parcels parcels;
    private final Courier courier;
    private final DeliverySettings settings;
    private final Duration patience;
    private final String owner = UUID.randomUUID().toString();
    private final AtomicInteger busy = new AtomicInteger();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private volatile boolean stopped;

    Post(Parcels parcels, Courier courier, DeliverySettings settings, DatabaseSettings database) {
        this.parcels = parcels;
        this.courier = courier;
        this.settings = settings;
        this.patience = settings.deadline().plus(database.deadline());
    }

    @Scheduled(every = "${latchkey.delivery.tick:1S}", identity = "delivery")
    @NonBlocking
    void work() {
        var room = settings.concurrency() - busy.get();
        if (stopped || room <= 0 || !busy.compareAndSet(settings.concurrency() - room, settings.concurrency())) {
            return;
        }
        parcels.claim(owner, settings.lease(), room, settings.perReceiver())
                .onFailure()
                .invoke(() -> release(room))
                .invoke(claimed -> release(room - claimed.size()))
                .subscribe()
                .with(this::bring, failure -> LOG.warnf("no events can be claimed: %s", failure.toString()));
    }

    private void bring(List<Parcel> claimed) {
        claimed.forEach(parcel -> courier.bring(parcel)
                .onTermination()
                .invoke(() -> release(1))
                .subscribe()
                .with(held -> brought(parcel, held), failure -> failed(parcel, failure)));
    }

    /** What is next in line for the same key need not wait for the next tick. */
    private void brought(Parcel parcel, boolean held) {
        if (!held) {
            LOG.warnf(
                    "the lease of event %s for %s was lost before it was settled",
                    parcel.event().id(), parcel.receiver().id());
        }
        work();
    }

    /** A settlement that fails is left to the lease's end: the event is then brought again, here or elsewhere. */
    private static void failed(Parcel parcel, Throwable failure) {
        LOG.warnf(
                "event %s for %s can't be settled: %s",
                parcel.event().id(), parcel.receiver().id(), failure.toString());
    }

    private void release(int count) {
        if (busy.addAndGet(-count) == 0 && stopped) {
            idle.complete(null);
        }
    }

    /** Lets what is being brought end and be settled: what is left behind would be brought a second time. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException, ExecutionException {
        stopped = true;
        release(0);
        try {
            idle.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("some events were not settled before the end; they are brought again when their leases end");
        }
    }

    @Scheduled(every = "1H", delayed = "1M", identity = "delivery-retention")
    Uni<Void> forgetOld() {
        return parcels.forgetOlderThan(settings.retention(), 5_000)
                .chain(count -> count == 5_000 ? forgetOld() : Uni.createFrom().voidItem())
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("old deliveries are forgotten later: %s", failure);
                    return Uni.createFrom().voidItem();
                });
    }
}
