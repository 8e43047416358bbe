package io.latchkey.organization;

import java.util.Optional;

/** What became of an organization. */
public record Change(Organization before, Organization after) {

    /** The most telling of what was done; nothing if all is as it was. */
    public Optional<Action> action() {
        if (before.equals(after)) {
            return Optional.empty();
        }
        if (before.suspendedAt().isPresent() == after.suspendedAt().isPresent()) {
            return Optional.of(Action.ORGANIZATION_CHANGE);
        }
        return Optional.of(after.suspendedAt().isPresent() ? Action.ORGANIZATION_SUSPEND : Action.ORGANIZATION_RESUME);
    }
}
