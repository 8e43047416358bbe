package io.latchkey.validator;

import io.latchkey.key.Inspection;
import io.latchkey.key.Verdict;
import java.time.Instant;

/**
 * All that one look at a key found.
 *
 * @param inspection what the grant's inspection told; nothing for most, since it is made rarely
 * @param at when, by the database's clock
 */
record Found(Verdict verdict, Inspection inspection, Instant at) {}
