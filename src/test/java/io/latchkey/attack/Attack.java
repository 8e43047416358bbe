package io.latchkey.attack;

/** One group of attacks. */
interface Attack {

    String group();

    /** Tries what it has, and notes what came of it. */
    void run(Arena arena, Extent extent, Tally tally) throws Exception;
}
