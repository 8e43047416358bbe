package io.latchkey.store;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.AuditRecord;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The audit: writes that leave a record, and the records. */
@Singleton
public class AuditStore {

    /** The log's own copy of every record, for those who collect logs. */
    private static final Logger AUDIT = Logger.getLogger("io.latchkey.audit");

    private static final Sort NEWEST_FIRST = Sort.descending("id");
    private static final String PRUNE = """
            DELETE FROM audit WHERE id IN (
                SELECT id FROM audit WHERE at < now() - :seconds * interval '1 second' ORDER BY at LIMIT :batch)
            """;

    private final AuditRows records;
    private final Database database;

    AuditStore(AuditRows records, Database database) {
        this.records = records;
        this.database = database;
    }

    /**
     * Does the work and writes its record in one transaction: nothing is done without a record, and no record tells of what
     * was undone.
     *
     * @param entry what to write of the work's result; nothing if it changed nothing
     */
    public <T> Uni<T> write(Supplier<Uni<T>> work, Function<T, Optional<AuditEntry>> entry) {
        return database.write(() -> work.get()
                        .call(result -> entry.apply(result)
                                .map(told -> records.persistAndFlush(AuditRow.of(told))
                                        .replaceWithVoid())
                                .orElseGet(() -> Uni.createFrom().voidItem())))
                .invoke(result -> entry.apply(result).ifPresent(AuditStore::log));
    }

    /** Newest first; of one organization if it is named. Runs inside {@link Database#read}. */
    public Uni<Page<AuditRecord>> list(Optional<OrganizationId> organization, Optional<Place> after, int size) {
        var before = after.map(Place::number).orElse(Long.MAX_VALUE);
        var rows = organization
                .map(one -> records.find("organizationId = ?1 and id < ?2", NEWEST_FIRST, one.value(), before))
                .orElseGet(() -> records.find("id < ?1", NEWEST_FIRST, before));
        return rows.range(0, size)
                .list()
                .map(found -> Page.of(
                        found.stream().map(AuditRow::toRecord).toList(), size, last -> new Place(last.number(), "")));
    }

    /** Forgets records that are older, a batch of them at a time. How many it was. */
    public Uni<Integer> forgetOlderThan(Duration age, int batch) {
        return database.write(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(PRUNE)
                        .setParameter("seconds", age.toSeconds())
                        .setParameter("batch", batch)
                        .executeUpdate()));
    }

    private static void log(AuditEntry entry) {
        AUDIT.infof(
                "%s %s by %s of %s on %s %s, request %s from %s",
                entry.action(),
                entry.outcome(),
                entry.origin().actor(),
                entry.origin().organization().value(),
                entry.organization().value(),
                entry.subject().orElse("-"),
                entry.origin().requestId(),
                entry.origin().address());
    }
}
