package io.latchkey.key;

/** A key with what is known of it beside its validation. */
public record ObservedKey(Key key, Observed observed) {}
