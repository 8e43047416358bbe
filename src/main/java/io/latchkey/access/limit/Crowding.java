package io.latchkey.access.limit;

import io.latchkey.key.OrganizationId;
import jakarta.inject.Singleton;

/**
 * Bounds what is under way at the same time, well below what the database takes: one organization that sends more leaves
 * room for the others. A credential is counted before it is looked up, an organization as soon as it is known.
 */
@Singleton
public class Crowding {

    private final InFlight<String> credentials = new InFlight<>();
    private final InFlight<OrganizationId> organizations = new InFlight<>();
    private final int limit;

    Crowding(RateLimitSettings settings) {
        this.limit = settings.concurrentRequests();
    }

    /** Whether there is room for one more request with this credential; if so, {@link #leave} has to follow. */
    public boolean enter(String credential) {
        return enter(credentials, credential);
    }

    public void leave(String credential) {
        credentials.leave(credential);
    }

    /** Whether there is room for one more request of this organization; if so, {@link #leave} has to follow. */
    public boolean enter(OrganizationId organization) {
        return enter(organizations, organization);
    }

    public void leave(OrganizationId organization) {
        organizations.leave(organization);
    }

    private <K> boolean enter(InFlight<K> underWay, K who) {
        if (underWay.enter(who) <= limit) {
            return true;
        }
        underWay.leave(who);
        return false;
    }
}
