package io.latchkey.organization;

/** What can be done here that leaves a record. */
public enum Action {
    KEY_REGISTER("key.register"),
    KEY_RENAME("key.rename"),
    KEY_REMOVE("key.remove"),
    RESOURCE_PUT("protected_resource.put"),
    RESOURCE_REMOVE("protected_resource.remove"),
    ORGANIZATION_CREATE("organization.create"),
    ORGANIZATION_CHANGE("organization.change"),
    ORGANIZATION_SUSPEND("organization.suspend"),
    ORGANIZATION_RESUME("organization.resume"),
    API_KEY_CREATE("api_key.create"),
    API_KEY_ROTATE("api_key.rotate"),
    API_KEY_REVOKE("api_key.revoke");

    private final String label;

    Action(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
