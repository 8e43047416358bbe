package io.latchkey.key;

/**
 * Why a cloud refuses us a key: a fixed, safe sentence for the customer, and how often in a row it must be heard before a
 * VALID key is called INVALID.
 *
 * <p>Clouds are eventually consistent: "denied" and "not found" can be echoes of a change a moment ago, so they need a
 * second hearing. What a cloud says about the key itself is believed at once.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/accessing-kms.html#programming-eventual-consistency">Eventual
 *     consistency in AWS KMS</a>
 */
public enum Reason {
    ACCESS_DENIED("Access to key denied.", 2),
    KEY_NOT_FOUND("Key not found.", 2),
    KEY_DISABLED("Key is disabled.", 1),
    PENDING_DELETION("Key is deleted or pending deletion.", 1),
    EXPIRED("Key has expired.", 1);

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
