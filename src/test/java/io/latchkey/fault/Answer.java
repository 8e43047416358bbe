package io.latchkey.fault;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What came back of a request.
 *
 * @param status 0 where there is no answer
 * @param trouble why there is none
 */
record Answer(int status, String trouble, String body, Optional<String> etag, Instant at) {

    static final String NOT_TAKEN = "not taken";

    private static final Set<Integer> PASSING = Set.of(429, 503);

    static Answer none(String trouble) {
        return new Answer(0, trouble, "", Optional.empty(), Instant.now());
    }

    boolean isDone() {
        return status >= 200 && status < 300;
    }

    /** Whether it is sure that nothing was done. */
    boolean isRefused() {
        return trouble.equals(NOT_TAKEN) || status >= 400 && status < 500 && !body.contains("request_in_flight");
    }

    /** @param refusals what this request must reckon with even when all is well */
    boolean failed(Set<Integer> refusals) {
        return !isDone() && !refusals.contains(status);
    }

    String how() {
        return status == 0 ? trouble : String.valueOf(status);
    }

    /** Neither what was asked for, nor a word that it can't be had now. */
    boolean isWrong(Set<Integer> refusals) {
        return failed(refusals) && status != 0 && !PASSING.contains(status);
    }
}
