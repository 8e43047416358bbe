package io.latchkey.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.key.AwsKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands do, by a real shell and with clouds that only listen. */
class GrantCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWNERS = "{\"Sid\":\"Owner\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
            + "\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    private static final String PRESENT = "{\"Version\":\"2012-10-17\",\"Id\":\"key-1\",\"Statement\":[" + OWNERS
            + ",{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:Sign\",\"Resource\":\"*\"}]}";

    @TempDir
    Path folder;

    private PretendShell shell;

    @BeforeEach
    void start() throws IOException {
        shell = new PretendShell(folder);
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#aws")
    void putsThePresentPolicyBackWithTheStatementsInIt(GrantCase aws) throws IOException, InterruptedException {
        shell.answers("aws", "get-key-policy", PRESENT);
        shell.answers("jq", "--argjson", "the merged one");
        var calls = shell.run(aws.grant().text());
        assertThat(calls).hasSize(3);
        var key = (AwsKey) aws.key().providerKey();
        var place = List.of("--region", key.region(), "--key-id", key.keyArn(), "--policy-name", "default");
        assertThat(calls.getFirst())
                .startsWith("aws", "kms", "get-key-policy")
                .containsAll(place)
                .endsWith("--query", "Policy", "--output", "text");
        assertThat(shell.piped()).isEqualTo(PRESENT);
        assertThat(calls.getLast())
                .startsWith("aws", "kms", "put-key-policy")
                .containsAll(place)
                .endsWith("--policy", "the merged one");
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#aws")
    void keepsWhatThePolicyHasAndAddsNothingTwice(GrantCase aws) throws IOException, InterruptedException {
        var jq = jq(aws);
        var once = merged(jq, PRESENT);
        assertThat(once.path("Id").textValue()).isEqualTo("key-1");
        assertThat(once.path("Statement").path(0)).isEqualTo(JSON.readTree(OWNERS));
        assertThat(once.path("Statement").path(1).path("Effect").textValue()).isEqualTo("Deny");
        assertThat(sids(once).subList(2, sids(once).size()))
                .isEqualTo(aws.grant().policy().orElseThrow().statements().stream()
                        .map(KeyPolicy.Statement::sid)
                        .toList());
        assertThat(merged(jq, once.toString())).isEqualTo(once);
        var single = merged(jq, "{\"Version\":\"2012-10-17\",\"Statement\":" + OWNERS + "}");
        assertThat(single.path("Statement").path(0)).isEqualTo(JSON.readTree(OWNERS));
        assertThat(sids(single)).hasSize(sids(once).size() - 1);
    }

    @Test
    void putsNoPolicyWhereNoneCouldBeReadOrMerged() throws IOException, InterruptedException {
        var aws = GrantCase.aws().findFirst().orElseThrow();
        shell.failsAt("jq", "--argjson");
        shell.answers("aws", "get-key-policy", "no JSON");
        assertThat(shell.run(aws.grant().text())).extracting(List::getFirst).containsExactly("aws", "jq");
        shell.failsAt("aws", "get-key-policy");
        assertThat(shell.run(aws.grant().text())).extracting(List::getFirst).containsExactly("aws");
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#azure")
    void signsInAndMakesWhatIsNotThere(GrantCase azure) throws IOException, InterruptedException {
        shell.failsAt("az", "account");
        assertThat(steps(shell.run(azure.grant().text())))
                .as("signs in, and goes no further where the subscription can't be chosen")
                .containsExactly("cloud set", "account show", "login --tenant", "account set");
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#azure")
    void makesNothingThatIsThere(GrantCase azure) throws IOException, InterruptedException {
        shell.answers("az", "tenantId", "7E0A4B6C-0000-4000-8000-000000000002\n");
        shell.answers("az", "id", "the principal\n");
        shell.answers("az", "[].id", "an assignment\n");
        var calls = shell.run(azure.grant().text());
        if (azure.name().contains("hsm")) {
            assertThat(steps(calls))
                    .containsExactly("cloud set", "account show", "account set", "ad sp", "keyvault role");
            assertThat(calls.getLast())
                    .contains("list")
                    .containsSubsequence("--hsm-name", "acme", "--scope", "/keys/billing");
        } else {
            // Azure answers with the assignment that is there.
            assertThat(steps(calls))
                    .containsExactly("cloud set", "account show", "account set", "ad sp", "ad sp", "role assignment");
            assertThat(calls.getLast())
                    .containsSubsequence("--scope", azure.grant().scope())
                    .containsSubsequence("--assignee-object-id", "the principal");
        }
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#azure")
    void assignsTheRoleOnTheKey(GrantCase azure) throws IOException, InterruptedException {
        shell.answers("az", "id", "the principal\n");
        assertThat(shell.run(azure.grant().text()).getLast())
                .contains("create")
                .containsSubsequence("--scope", azure.grant().scope())
                .containsSubsequence("--assignee-object-id", "the principal");
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#gcp")
    void bindsTheRoleOnTheKey(GrantCase gcp) throws IOException, InterruptedException {
        shell.answers("gcloud", "value(projectId)", "acme-prod\n");
        var calls = shell.run(gcp.grant().text());
        assertThat(calls).noneMatch(call -> call.contains("create"));
        var project = gcp.name().contains("domain") ? "example.com:acme-prod" : "acme-prod";
        assertThat(calls.getLast())
                .contains(gcp.grant().scope())
                .containsSubsequence("--role", "projects/" + project + "/roles/latchkey_cck_a1b2c3d4e5f6");
        shell.failsAt("gcloud", "describe");
        if (!gcp.name().contains("number")) {
            assertThat(shell.run(gcp.grant().text()).get(1))
                    .startsWith("gcloud", "iam", "roles", "create")
                    .containsSubsequence("--project", project)
                    .containsSubsequence(
                            "--permissions", String.join(",", gcp.grant().permissions()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#all")
    void theTextIsTheCommandsInTheirOrder(GrantCase any) throws IOException, InterruptedException {
        shell.answers("aws", "get-key-policy", PRESENT);
        var commands = any.grant().commands();
        assertThat(shell.run(String.join("\n", commands)))
                .isEqualTo(shell.run(any.grant().text()))
                .isNotEmpty();
    }

    private List<String> jq(GrantCase aws) throws IOException, InterruptedException {
        shell.answers("aws", "get-key-policy", PRESENT);
        return shell.run(aws.grant().text()).get(1);
    }

    /** What jq would say, by somebody else's jq. */
    private static JsonNode merged(List<String> call, String policy) throws IOException {
        assertThat(call.subList(0, 3)).containsExactly("jq", "--argjson", "new");
        var scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        scope.setValue("new", JSON.readTree(call.get(3)));
        var results = new ArrayList<JsonNode>();
        JsonQuery.compile(call.get(4), Versions.JQ_1_6).apply(scope, JSON.readTree(policy), results::add);
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    private static List<String> sids(JsonNode policy) {
        return policy.path("Statement").findValuesAsText("Sid").isEmpty()
                ? List.of()
                : policy.path("Statement")
                        .valueStream()
                        .map(statement -> statement.path("Sid").asText())
                        .toList();
    }

    private static List<String> steps(List<List<String>> calls) {
        return calls.stream().map(call -> call.get(1) + " " + call.get(2)).toList();
    }
}
