package io.latchkey.key;

import java.time.Instant;

/** A place in the list of keys, which runs from the newest to the oldest: just after the key that has these two. */
public record KeyPosition(Instant createdAt, KeyId id) {}
