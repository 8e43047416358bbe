package io.latchkey.outbound;

import java.util.function.Predicate;

/**
 * What a cloud's answers mean for the way to it.
 *
 * @param isPassing which answers beside 429 and 5xx another attempt may do away with
 * @param isOfOneKey which 5xx answers speak against one customer's key, and not against the cloud
 */
public record AnswerRules(Predicate<CloudAnswer> isPassing, Predicate<CloudAnswer> isOfOneKey) {

    /** 429 and 5xx mean what they mean anywhere. */
    public static final AnswerRules PLAIN = new AnswerRules(_ -> false, _ -> false);

    boolean passes(CloudAnswer answer) {
        return answer.isThrottling() || answer.isServerError() || isPassing.test(answer);
    }

    boolean opensCircuit(CloudAnswer answer) {
        return answer.isServerError() && !isOfOneKey.test(answer);
    }
}
