package io.latchkey.grant;

import io.latchkey.grant.KeyPolicy.Condition;
import io.latchkey.grant.KeyPolicy.Statement;
import io.latchkey.key.AwsKey;
import io.latchkey.key.KeyId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What adds statements to a key's policy. AWS takes a policy only as a whole, so the present one is fetched, and put back with
 * them in it. Nothing is put if it could not be fetched or read.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/kms/put-key-policy.html">put-key-policy</a>
 */
record AwsScript(KeyId id, AwsKey key, KeyPolicy policy) {

    /** Statements of the same names go: what ran before is not there twice. A policy may have one statement without a list. */
    private static final String MERGE = ".Statement |= ((if type == \"array\" then . else [.] end)"
            + " | map(select(.Sid as $sid | all($new[]; .Sid != $sid))) + $new)";

    Script script() {
        var notes = """
                Lets the platform use the key that it calls %s, and no other.
                For a POSIX shell with the AWS CLI and jq, signed in to account %s of partition %s as
                somebody who may get and put the policy of the key. What is in it stays. To run this twice does no harm.
                """.formatted(id.value(), key.account(), key.partition());
        return new Script(notes, List.of(fetch(), add(), put()));
    }

    private String fetch() {
        return "LATCHKEY_POLICY=$(aws kms get-key-policy " + place() + " --query Policy --output text)";
    }

    private String add() {
        var statements =
                policy.statements().stream().map(AwsScript::json).collect(Collectors.joining(",\n", "[\n", "\n]"));
        return "LATCHKEY_POLICY=$(printf '%s' \"$LATCHKEY_POLICY\" | jq --argjson new " + Quoted.shell(statements)
                + " \\\n  " + Quoted.shell(MERGE) + ")";
    }

    private String put() {
        return "aws kms put-key-policy " + place() + " --policy \"$LATCHKEY_POLICY\"";
    }

    private String place() {
        return "--region " + Quoted.shell(key.region()) + " --key-id " + Quoted.shell(key.keyArn())
                + " --policy-name default";
    }

    private static String json(Statement statement) {
        return """
                {
                  "Sid": %s,
                  "Effect": "Allow",
                  "Principal": {"AWS": %s},
                  "Action": %s,
                  "Resource": %s%s
                }""".formatted(
                        Quoted.json(statement.sid()),
                        Quoted.json(statement.principals()),
                        Quoted.json(statement.actions()),
                        Quoted.json(KeyPolicy.THIS_KEY),
                        statement.condition().map(AwsScript::json).orElse(""));
    }

    private static String json(Condition condition) {
        return ",\n  \"Condition\": {%s: {%s: %s}}"
                .formatted(
                        Quoted.json(condition.operator()),
                        Quoted.json(condition.key()),
                        Quoted.json(condition.value()));
    }
}
