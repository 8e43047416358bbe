package io.latchkey.store;

import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * The way into PostgreSQL. Whoever waits here gets an answer within the deadline: a server that is down, frozen or out of
 * connections becomes {@link Refusal#UNAVAILABLE}.
 */
@Singleton
public class Database {

    private final DatabaseSettings settings;
    private final Outages outages = new Outages();

    Database(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** Reads in a session without a transaction: a transaction would cost about half the throughput. */
    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return within(() -> Panache.withSession(work));
    }

    /** Writes in one transaction: all of it or nothing. */
    public <T> Uni<T> write(Supplier<Uni<T>> work) {
        return within(() -> Panache.withTransaction(work));
    }

    /** Runs a statement of the plain client. */
    <T> Uni<T> within(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .ifNoItem()
                .after(settings.deadline())
                .failWith(() -> new DeadlineMissedException(settings.deadline()))
                .onFailure(PassingTrouble::is)
                .transform(this::unavailable);
    }

    private RefusedException unavailable(Throwable trouble) {
        outages.met(trouble);
        return new RefusedException(Fault.of(
                Refusal.UNAVAILABLE, "Latchkey can't reach its database right now.", "Try again in a few seconds."));
    }
}
