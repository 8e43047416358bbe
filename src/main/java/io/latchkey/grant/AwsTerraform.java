package io.latchkey.grant;

import io.latchkey.grant.KeyPolicy.Condition;
import io.latchkey.grant.KeyPolicy.Statement;
import io.latchkey.key.AwsKey;
import io.latchkey.key.KeyId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements for Terraform, which sets a key's policy as a whole where the key is declared.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document">aws_iam_policy_document</a>
 */
record AwsTerraform(KeyId id, AwsKey key, KeyPolicy policy) {

    String text() {
        var name = GrantName.of(id);
        return Quoted.comment("""
                Statements that let the platform use %1$s.
                A key's policy is set as a whole. Where you set it, in aws_kms_key or aws_kms_key_policy, add these to what
                it has, for example by a document with
                  source_policy_documents = [<the policy it has>, data.aws_iam_policy_document.%2$s.json]
                """.formatted(key.keyArn(), name))
                + policy.statements().stream()
                        .map(AwsTerraform::block)
                        .collect(Collectors.joining(
                                "\n", "data \"aws_iam_policy_document\" \"" + name + "\" {\n", "}\n"));
    }

    private static String block(Statement statement) {
        return """
                  statement {
                    sid       = %s
                    effect    = "Allow"
                    actions   = %s
                    resources = %s

                    principals {
                      type        = "AWS"
                      identifiers = %s
                    }
                %s  }
                """.formatted(
                        Quoted.terraform(statement.sid()),
                        Quoted.terraform(statement.actions()),
                        Quoted.terraform(List.of(KeyPolicy.THIS_KEY)),
                        Quoted.terraform(statement.principals()),
                        statement.condition().map(AwsTerraform::block).orElse(""));
    }

    private static String block(Condition condition) {
        return """

                    condition {
                      test     = %s
                      variable = %s
                      values   = %s
                    }
                """.formatted(
                        Quoted.terraform(condition.operator()),
                        Quoted.terraform(condition.key()),
                        Quoted.terraform(List.of(condition.value())));
    }
}
