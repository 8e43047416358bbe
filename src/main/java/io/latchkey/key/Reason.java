package io.latchkey.key;

/**
 * Why a cloud refuses us a key: a fixed, safe sentence for the customer, and how often in a row it must be heard before a
 * VALID key is called INVALID. What to do about it is in {@link Remedy}.
 *
 * <p>Clouds are eventually consistent: "denied" and "not found" can be echoes of a change a moment ago, so they need a
 * second hearing. What a cloud says about the key itself is believed at once. That a vault's name has gone is told by DNS, not
 * by the cloud, and needs a third.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/accessing-kms.html#programming-eventual-consistency">Eventual
 *     consistency in AWS KMS</a>
 */
public enum Reason {
    ACCESS_DENIED("Access to key denied.", 2),
    KEY_NOT_FOUND("Key not found.", 2),
    KEY_DISABLED("Key is disabled.", 1),
    PENDING_DELETION("Key is deleted or pending deletion.", 1),
    EXPIRED("Key has expired.", 1),
    NOT_YET_ACTIVE("Key is not active yet.", 1),
    WRONG_KEY_TYPE("Key is of a type that can't be used.", 1),
    OPERATION_NOT_PERMITTED("Key does not permit the operation.", 1),
    KEY_MATERIAL_MISSING("Key has no key material.", 1),
    VAULT_NOT_FOUND("Key vault not found.", 3),
    TENANT_NOT_FOUND("Tenant not found.", 2),
    TENANT_MISMATCH("Key belongs to another tenant.", 2),
    APPLICATION_MISSING("Application is missing in the tenant.", 2),
    SERVICE_DISABLED("Key service is disabled in the project.", 2),
    NETWORK_BLOCKED("Network rules block access to the key.", 2);

    private final String message;
    private final int hearings;

    Reason(String message, int hearings) {
        this.message = message;
        this.hearings = hearings;
    }

    /** The sentence that stands in {@code validation.message}. */
    public String message() {
        return message;
    }

    /** How many refusals in a row turn a VALID key INVALID. */
    public int hearings() {
        return hearings;
    }
}
