package io.latchkey.api;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How many events are sent again. An addition to the contract. */
@RegisterForReflection
public record RedeliveryView(int events) {}
