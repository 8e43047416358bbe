package io.latchkey.key;

/** The organization has a live record of the same provider key. */
public final class AlreadyRegisteredException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final transient KeyId existing;

    public AlreadyRegisteredException(KeyId existing) {
        super(Fault.of(
                Refusal.ALREADY_REGISTERED,
                "The key is already registered as '" + existing.value() + "'.",
                "Use that key, or remove it before you register it again."));
        this.existing = existing;
    }

    public KeyId existing() {
        return existing;
    }
}
