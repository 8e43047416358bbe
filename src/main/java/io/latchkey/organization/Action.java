package io.latchkey.organization;

/** What can be done here that leaves a record. */
public enum Action {
    KEY_REGISTER("key.register"),
    KEY_RENAME("key.rename"),
    KEY_REMOVE("key.remove"),
    KEY_RESTORE("key.restore"),
    RESOURCE_PUT("protected_resource.put"),
    RESOURCE_REMOVE("protected_resource.remove"),
    WEBHOOK_CREATE("webhook.create"),
    WEBHOOK_ROTATE("webhook.rotate"),
    WEBHOOK_DISABLE("webhook.disable"),
    WEBHOOK_ENABLE("webhook.enable"),
    WEBHOOK_REMOVE("webhook.remove"),
    WEBHOOK_TEST("webhook.test"),
    WEBHOOK_REDELIVER("webhook.redeliver"),
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
