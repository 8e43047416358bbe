package io.latchkey.grant;

import io.latchkey.grant.KeyPolicy.Condition;
import io.latchkey.grant.KeyPolicy.Statement;
import io.latchkey.key.AwsKey;
import io.latchkey.key.Key;
import io.latchkey.key.KeyId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Statements in the policy of a key in AWS KMS. */
final class AwsGrant {

    private static final String DESCRIBE = "kms:DescribeKey";
    private static final List<String> USE =
            List.of("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*");
    private static final List<String> GRANTS = List.of("kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant");

    /**
     * Grants only to services of AWS that are integrated with KMS.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource">kms:GrantIsForAWSResource</a>
     */
    private static final Condition FOR_AWS = new Condition("Bool", "kms:GrantIsForAWSResource", "true");

    private static final String CONTEXT = "kms:EncryptionContext:" + KeyId.CONTEXT;

    private final Key key;
    private final AwsKey aws;
    private final boolean bindContext;

    AwsGrant(Key key, AwsKey aws, boolean bindContext) {
        this.key = key;
        this.aws = aws;
        this.bindContext = bindContext;
    }

    Grant grant() {
        var policy = new KeyPolicy(statements());
        var script = new AwsScript(key.id(), aws, policy).script();
        return new Grant(
                key.grantees(),
                policy.statements().stream()
                        .flatMap(statement -> statement.actions().stream())
                        .toList(),
                aws.keyArn(),
                Optional.of(policy),
                script.commands(),
                script.text(),
                new AwsTerraform(key.id(), aws, policy).text());
    }

    /** DescribeKey has no encryption context: under that condition it would never be let. */
    private List<Statement> statements() {
        var use = bindContext
                ? List.of(
                        statement("Describe", List.of(DESCRIBE), Optional.empty()),
                        statement(
                                "Use",
                                USE,
                                Optional.of(new Condition(
                                        "StringEquals", CONTEXT, key.id().value()))))
                : List.of(statement(
                        "Use", Stream.concat(Stream.of(DESCRIBE), USE.stream()).toList(), Optional.empty()));
        return Stream.concat(use.stream(), Stream.of(statement("Grants", GRANTS, Optional.of(FOR_AWS))))
                .toList();
    }

    /** Its name has our id of the key in it: two organizations may have registered the same key. Letters and digits only. */
    private Statement statement(String what, List<String> actions, Optional<Condition> condition) {
        var sid = "Latchkey" + what + key.id().value().replace("cck-", "Cck");
        return new Statement(sid, key.grantees(), actions, condition);
    }
}
