package io.latchkey.store;

/** Recognises that a row could not be inserted because its twin is there. */
public final class Duplicates {

    private static final String UNIQUE_VIOLATION = "23505";

    private Duplicates() {}

    public static boolean areCauseOf(Throwable failure) {
        return SqlState.of(failure).filter(UNIQUE_VIOLATION::equals).isPresent();
    }
}
