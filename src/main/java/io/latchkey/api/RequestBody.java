package io.latchkey.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.databind.JsonNode;

/** A request's body: some JSON value, not yet looked into. */
public record RequestBody(JsonNode json) {

    @JsonCreator(mode = Mode.DELEGATING)
    public RequestBody {}
}
