package io.latchkey.access;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.AuditRecord;
import io.latchkey.organization.Origin;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.store.AuditStore;
import io.latchkey.store.Database;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What was done here, and what was refused for lack of rights. */
@Singleton
public class AuditTrail {

    private static final Logger LOG = Logger.getLogger(AuditTrail.class);

    /** Small enough that forgetting holds up nobody. */
    private static final int BATCH = 5_000;

    private final AuditStore audit;
    private final Database database;
    private final AuditSettings settings;

    AuditTrail(AuditStore audit, Database database, AuditSettings settings) {
        this.audit = audit;
        this.database = database;
        this.settings = settings;
    }

    /** Newest first; of one organization if it is named. */
    public Uni<Page<AuditRecord>> list(Optional<OrganizationId> organization, Optional<Place> after, int size) {
        return database.read(() -> audit.list(organization, after, size));
    }

    /**
     * Keeps a refusal for lack of rights. The refusal stands even if it can't be kept: a database that is down must not turn
     * it into another answer.
     *
     * @param request what was asked for
     */
    public Uni<Void> forbidden(Origin origin, String request) {
        return audit.write(() -> Uni.createFrom().voidItem(), _ -> Optional.of(AuditEntry.forbidden(origin, request)))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.errorf("the refusal of request %s is not in the audit: %s", origin.requestId(), failure);
                    return Uni.createFrom().voidItem();
                });
    }

    @Scheduled(
            every = "1H",
            delayed = "1M",
            identity = "audit-retention",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return audit.forgetOlderThan(settings.retention(), BATCH)
                .chain(count -> count == BATCH ? forgetOld() : Uni.createFrom().voidItem())
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("old audit records are forgotten later: %s", failure);
                    return Uni.createFrom().voidItem();
                });
    }
}
