package io.latchkey.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;

/** A request's body: some JSON value, not yet looked into. */
public record RequestBody(JsonNode json) {

    private static final String REMEDY = "Send a JSON object.";

    @JsonCreator(mode = Mode.DELEGATING)
    public RequestBody {}

    /** The body's object; refused if there is no body, or it is something else. */
    static JsonNode object(RequestBody body) {
        if (isEmpty(body)) {
            throw new RefusedException(Fault.of(Refusal.UNREADABLE_JSON, "The body is empty.", REMEDY));
        }
        if (!body.json().isObject()) {
            throw new RefusedException(Fault.at("", "The body is not a JSON object.", REMEDY));
        }
        return body.json();
    }

    static boolean isEmpty(RequestBody body) {
        return body == null || body.json() == null || body.json().isMissingNode();
    }
}
