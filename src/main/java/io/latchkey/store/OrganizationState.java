package io.latchkey.store;

/** Whether an organization may be spoken for. */
public enum OrganizationState {
    ACTIVE,
    SUSPENDED,
    UNKNOWN
}
