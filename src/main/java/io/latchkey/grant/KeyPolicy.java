package io.latchkey.grant;

import java.util.List;
import java.util.Optional;

/**
 * Statements for the policy of a key in AWS KMS.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html">Key policies</a>
 */
public record KeyPolicy(List<Statement> statements) {

    public static final String VERSION = "2012-10-17";

    /** In a key's policy this is the key, and no other. */
    public static final String THIS_KEY = "*";

    public KeyPolicy {
        statements = List.copyOf(statements);
    }

    /**
     * Lets principals do something.
     *
     * @param sid tells the statement from all others in the policy
     * @param condition what must hold besides
     */
    public record Statement(String sid, List<String> principals, List<String> actions, Optional<Condition> condition) {

        public Statement {
            principals = List.copyOf(principals);
            actions = List.copyOf(actions);
        }
    }

    /** A comparison of what AWS knows of a request. */
    public record Condition(String operator, String key, String value) {}
}
