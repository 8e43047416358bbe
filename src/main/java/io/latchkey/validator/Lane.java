package io.latchkey.validator;

import io.latchkey.key.KeyId;
import io.latchkey.key.PhaseRules;
import io.latchkey.key.Provider;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.store.Lease;
import io.latchkey.store.Leases;
import io.latchkey.store.Settlement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The keys of one provider on their way through this replica. A provider that hangs fills its own lane and no other. No more
 * keys are claimed than can be probed at once, so a lease never runs while its key waits.
 */
final class Lane {

    private static final Logger LOG = Logger.getLogger(Lane.class);

    /** Verdicts that come close together are settled in one statement. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration LOOKING_AGAIN = Duration.ofMillis(200);

    private final Provider provider;
    private final Prober prober;
    private final Inspector inspector;
    private final Leases leases;
    private final PhaseRules phases;
    private final NextDue nextDue;
    private final ValidatorSettings settings;
    private final String owner;
    private final AtomicInteger busy = new AtomicInteger();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private volatile boolean stopped;

    Lane(
            Provider provider,
            Prober prober,
            Inspector inspector,
            Leases leases,
            ValidatorSettings settings,
            String owner) {
        this.provider = provider;
        this.prober = prober;
        this.inspector = inspector;
        this.leases = leases;
        this.phases = new PhaseRules(settings.grace());
        this.nextDue = new NextDue(settings);
        this.settings = settings;
        this.owner = owner;
    }

    /** Claims nothing more. Completes when what is being probed now is settled. */
    CompletableFuture<Void> stop() {
        stopped = true;
        release(0);
        return idle;
    }

    /** Works through what is due until nothing is; returns at once. Failures are the database's: the next tick tries again. */
    void work() {
        var room = reserve();
        if (room == 0 || stopped) {
            release(room);
            return;
        }
        leases.claim(provider, room, owner, settings.lease())
                .onFailure()
                .invoke(() -> release(room))
                .invoke(claimed -> release(room - claimed.size()))
                .subscribe()
                .with(claimed -> probe(claimed, claimed.size() == room), this::report);
    }

    /** Probes one key out of its turn, or waits until whoever probes it now has settled it. */
    Uni<Void> probe(KeyId key) {
        if (stopped) {
            return Uni.createFrom().voidItem();
        }
        return leases.claim(key, owner, settings.lease())
                .chain(claimed -> claimed.map(this::probeAsked)
                        .orElseGet(() -> settled(key).chain(() -> again(key))));
    }

    /** Whoever was probing the key may have begun before its owner mended what is wrong. */
    private Uni<Void> again(KeyId key) {
        return leases.claim(key, owner, settings.lease())
                .chain(claimed -> claimed.map(this::probeAsked)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> probeAsked(Lease lease) {
        busy.incrementAndGet();
        return look(lease, true)
                .map(found -> asked(lease, found))
                .chain(settlement -> settle(List.of(settlement)))
                .onTermination()
                .invoke(() -> release(1));
    }

    /**
     * What the second of two refusals decides is decided on schedule: whoever asks again and again must not turn two hearings
     * of one passing state into an INVALID key, nor put the deciding one off.
     */
    private Settlement asked(Lease lease, Found found) {
        return lease.standing().isInDoubt()
                        && found.verdict() instanceof Refused(var reason, var _)
                        && reason.hearings() > 1
                ? new Settlement(lease, lease.standing(), lease.observed(), untilDue(lease, found.at()))
                : settlement(lease, found);
    }

    private static Duration untilDue(Lease lease, Instant now) {
        var left = Duration.between(now, lease.wasDue());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Uni<Void> settled(KeyId key) {
        return leases.isHeld(key)
                .onItem()
                .delayIt()
                .by(LOOKING_AGAIN)
                .repeat()
                .whilst(isHeld -> isHeld)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void probe(List<Lease> claimed, boolean moreAreDue) {
        workIf(moreAreDue);
        var held = new AtomicInteger(claimed.size());
        Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(lease -> look(lease, false).map(found -> settlement(lease, found)))
                .merge(settings.batch())
                .group()
                .intoLists()
                .of(settings.batch(), GATHERING)
                .onOverflow()
                .buffer(settings.batch())
                .onItem()
                .transformToUniAndConcatenate(settlements ->
                        settle(settlements).onTermination().invoke(() -> release(settlements.size(), held)))
                .onTermination()
                .invoke(() -> release(held.get(), held))
                .onTermination()
                .invoke(() -> workIf(moreAreDue))
                .subscribe()
                .with(_ -> {}, this::report);
    }

    private void workIf(boolean moreAreDue) {
        if (moreAreDue) {
            work();
        }
    }

    private Uni<Found> look(Lease lease, boolean isAsked) {
        var started = System.nanoTime();
        return prober.probe(lease)
                .chain(verdict -> inspector
                        .inspect(lease, verdict, isAsked, since(started))
                        .map(inspection ->
                                new Found(verdict, inspection, lease.claimedAt().plus(since(started)))));
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private Settlement settlement(Lease lease, Found found) {
        var standing = phases.judge(lease.standing(), found.verdict(), found.at());
        var observed = lease.observed().after(found.verdict(), found.inspection(), found.at());
        Changes.tell(lease, found.verdict(), standing);
        return new Settlement(
                lease, standing, observed, nextDue.after(standing, found.at(), ThreadLocalRandom.current()));
    }

    /** A settlement that fails is left to the lease's end: the key is then due again, here or elsewhere. */
    private Uni<Void> settle(List<Settlement> settlements) {
        return leases.settle(settlements)
                .invoke(settled -> {
                    prober.lost(settlements.size() - settled.size());
                    if (settled.size() < settlements.size()) {
                        LOG.warnf("%d leases were lost before they were settled", settlements.size() - settled.size());
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    report(failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private int reserve() {
        var before = busy.getAndUpdate(count -> count + room(count));
        return room(before);
    }

    /** None while so many are asked for out of turn that they fill the lane. */
    private int room(int count) {
        return Math.max(0, Math.min(settings.batch(), settings.concurrency() - count));
    }

    private void release(int count, AtomicInteger held) {
        held.addAndGet(-count);
        release(count);
    }

    private void release(int count) {
        if (busy.addAndGet(-count) == 0 && stopped) {
            idle.complete(null);
        }
    }

    private void report(Throwable failure) {
        LOG.warnf("%s keys can't be claimed or settled: %s", provider.label(), failure.toString());
    }
}
