package io.latchkey.key;

/** A key was registered and its row is committed: it is due for its first probe. */
public record KeyRegistered(KeyId id, Provider provider) {}
