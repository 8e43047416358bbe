package io.latchkey.delivery;

import io.latchkey.store.Parcel;
import io.latchkey.store.Parcels;
import io.latchkey.store.Parcels.Room;
import io.latchkey.store.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * What this replica brings to one kind of receiver. One claim is under way at a time, and no more is claimed than can be brought
 * at once.
 */
final class Round {

    private static final Logger LOG = Logger.getLogger(Round.class);

    private final Receiver.Kind kind;
    private final Room most;
    private final Duration lease;
    private final Parcels parcels;
    private final Courier courier;
    private final String owner;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private volatile boolean stopped;

    Round(Receiver.Kind kind, Room most, Duration lease, Parcels parcels, Courier courier, String owner) {
        this.kind = kind;
        this.most = most;
        this.lease = lease;
        this.parcels = parcels;
        this.courier = courier;
        this.owner = owner;
    }

    /** Claims what is due; returns at once. Failures are the database's: the next tick tries again. */
    void work() {
        again.set(true);
        claim();
    }

    private void claim() {
        if (stopped || busy.get() >= most.limit() || !claiming.compareAndSet(false, true)) {
            return;
        }
        again.set(false);
        // Only here, where nobody else claims: what was free a moment ago may have been taken.
        var room = Math.max(0, most.limit() - busy.get());
        busy.addAndGet(room);
        parcels.claim(kind, owner, lease, new Room(room, most.perReceiver(), most.perOrganization()))
                .onTermination()
                .invoke(() -> claiming.set(false))
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
        if (again.get()) {
            claim();
        }
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

    /** Claims nothing more. Completes when what is being brought now is settled. */
    CompletableFuture<Void> stop() {
        stopped = true;
        release(0);
        return idle;
    }
}
