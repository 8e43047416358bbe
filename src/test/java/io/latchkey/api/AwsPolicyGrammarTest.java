package io.latchkey.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.latchkey.grant.GrantCase;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamResource;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The policies are ones by AWS's own reader, and by what its grammar and its limits for key policies say besides.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar</a>
 */
class AwsPolicyGrammarTest {

    private static final int MAX_BYTES = 32 * 1024;

    private final ObjectMapper json = new ObjectMapper().registerModule(new Jdk8Module());

    AwsPolicyGrammarTest() {
        new JsonLimits().customize(json);
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#aws")
    void isAPolicy(GrantCase aws) throws JsonProcessingException {
        var text = json.writeValueAsString(KeyPolicyView.of(aws.grant().policy().orElseThrow()));
        var policy = IamPolicy.fromJson(text);
        assertThat(json.readTree(policy.toJson()))
                .as("nothing is lost in reading")
                .isEqualTo(asRead(text));
        assertThat(policy.version()).isEqualTo("2012-10-17");
        assertThat(text.getBytes(UTF_8)).hasSizeLessThan(MAX_BYTES);
        assertThat(policy.statements()).extracting(IamStatement::sid).doesNotHaveDuplicates();
        var partition = aws.key().providerKey().identifier().split(":")[1];
        assertThat(policy.statements()).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.sid()).matches("[A-Za-z0-9]+");
            assertThat(statement.effect()).isEqualTo(IamEffect.ALLOW);
            assertThat(statement.resources()).containsExactly(IamResource.ALL);
            assertThat(statement.notResources()).isEmpty();
            assertThat(statement.notActions()).isEmpty();
            assertThat(statement.notPrincipals()).isEmpty();
            assertThat(statement.actions())
                    .isNotEmpty()
                    .allMatch(action -> action.value().matches("kms:[A-Z][A-Za-z]+\\*?"));
            assertThat(statement.principals()).isNotEmpty().allSatisfy(principal -> {
                assertThat(principal.type().value()).isEqualTo("AWS");
                assertThat(principal.id()).matches("arn:" + partition + ":iam::\\d{12}:role/[\\w+=,.@/-]+");
            });
            assertThat(statement.conditions())
                    .extracting(condition -> condition.operator().value())
                    .isSubsetOf("Bool", "StringEquals");
        });
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#aws")
    void bindsOnlyWhatHasWhatItIsBoundTo(GrantCase aws) throws JsonProcessingException {
        var policy = IamPolicy.fromJson(
                json.writeValueAsString(KeyPolicyView.of(aws.grant().policy().orElseThrow())));
        assertThat(policy.statements()).allSatisfy(statement -> {
            var keys = statement.conditions().stream()
                    .map(condition -> condition.key().value())
                    .toList();
            var actions = statement.actions().stream()
                    .map(action -> action.value().substring("kms:".length()))
                    .toList();
            if (keys.contains("kms:EncryptionContext:latchkey:key-id")) {
                assertThat(actions).isSubsetOf("Encrypt", "Decrypt", "ReEncrypt*", "GenerateDataKey*");
            }
            if (actions.contains("CreateGrant")) {
                assertThat(keys).containsExactly("kms:GrantIsForAWSResource");
                assertThat(Set.copyOf(actions)).isEqualTo(Set.of("CreateGrant", "ListGrants", "RevokeGrant"));
            }
            assertThat(keys.contains("kms:EncryptionContext:latchkey:key-id"))
                    .isEqualTo(aws.bindContext() && actions.contains("Decrypt"));
        });
    }

    /** The reader writes lists of one without brackets. */
    private JsonNode asRead(String text) throws JsonProcessingException {
        return json.readTree(text.replaceAll("\\[(\"[^\"]*\")]", "$1"));
    }
}
