package io.latchkey.access;

import io.latchkey.key.Fault;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.organization.Action;
import io.latchkey.organization.AuditEntry;
import io.latchkey.organization.Change;
import io.latchkey.organization.Organization;
import io.latchkey.organization.Origin;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.latchkey.store.AuditStore;
import io.latchkey.store.Database;
import io.latchkey.store.Duplicates;
import io.latchkey.store.OrganizationStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What an operator can do with organizations. */
@Singleton
public class Organizations {

    private final OrganizationStore organizations;
    private final AuditStore audit;
    private final Database database;
    private final Clock clock;

    Organizations(OrganizationStore organizations, AuditStore audit, Database database, Clock clock) {
        this.organizations = organizations;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    public Uni<Organization> create(
            Origin origin, OrganizationId id, Optional<String> name, Optional<Integer> keyLimit) {
        var created = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var organization = new Organization(id, name, keyLimit, 0, Optional.empty(), created);
        return audit.write(
                        () -> organizations.insert(organization).replaceWith(organization),
                        _ -> Optional.of(entry(origin, id, Action.ORGANIZATION_CREATE)))
                .onFailure(Duplicates::areCauseOf)
                .transform(_ -> new RefusedException(Fault.of(
                        Refusal.ORGANIZATION_EXISTS,
                        "There is an organization with this id.",
                        "Leave the id out to have one made, or use the organization that is there.")));
    }

    public Uni<Organization> find(OrganizationId id) {
        return database.read(() -> organizations.find(id)).map(found -> found.orElseThrow(() -> notFound(id)));
    }

    public Uni<Page<Organization>> list(Optional<Place> after, int size) {
        return database.read(() -> organizations.list(after, size));
    }

    public Uni<Organization> change(Origin origin, OrganizationId id, UnaryOperator<Organization> change) {
        return audit.write(
                        () -> organizations
                                .change(id, change)
                                .map(found -> found.orElseThrow(() -> notFound(id)))
                                .invoke(done -> refuseOwnSuspension(origin, id, done)),
                        done -> done.action().map(action -> entry(origin, id, action)))
                .map(Change::after);
    }

    private static void refuseOwnSuspension(Origin origin, OrganizationId id, Change done) {
        if (id.equals(origin.organization()) && done.after().suspendedAt().isPresent()) {
            throw new RefusedException(Fault.of(
                    Refusal.OWN_ACCESS,
                    "This is the organization that the request was made for.",
                    "Suspend it as an operator of another one, who can undo it."));
        }
    }

    static RefusedException notFound(OrganizationId id) {
        return new RefusedException(Fault.of(Refusal.NOT_FOUND, "There is no organization '" + id.value() + "'."));
    }

    private static AuditEntry entry(Origin origin, OrganizationId id, Action action) {
        return AuditEntry.done(origin, id, action, id.value().toString());
    }
}
