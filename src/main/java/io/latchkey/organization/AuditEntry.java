package io.latchkey.organization;

import io.latchkey.key.OrganizationId;
import java.util.Optional;

/**
 * One thing that somebody did, or was not let do.
 *
 * @param organization whose things it was about
 * @param action an {@link Action}'s label; for a refusal the method and path that were asked for
 * @param subject the id of the key, API key or organization, where there is one
 */
public record AuditEntry(
        Origin origin, OrganizationId organization, String action, Optional<String> subject, Outcome outcome) {

    /** How it ended. */
    public enum Outcome {
        DONE,
        /** For lack of rights. */
        FORBIDDEN
    }

    public static AuditEntry done(Origin origin, OrganizationId organization, Action action, String subject) {
        return new AuditEntry(origin, organization, action.label(), Optional.of(subject), Outcome.DONE);
    }

    public static AuditEntry forbidden(Origin origin, String request) {
        return new AuditEntry(origin, origin.organization(), request, Optional.empty(), Outcome.FORBIDDEN);
    }
}
