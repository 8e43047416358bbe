package io.latchkey.fault;

/** How the clouds behave. */
enum Mood {
    RIGHT,
    THROTTLING,
    HANGING,
    DRIPPING,
    TRUNCATING,
    GARBAGE,
    /** They take none of our credentials any more. */
    EXPIRED
}
