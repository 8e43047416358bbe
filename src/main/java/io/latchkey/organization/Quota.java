package io.latchkey.organization;

/** How many keys an organization may have, and how many it has. */
public record Quota(int limit, int usage) {}
