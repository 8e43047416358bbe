package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.latchkey.support.Contract;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an organization is told to grant. */
@QuarkusTest
class GrantsApiTest {

    private static final String GRANTEES = "/byok/v1/grantees";

    private final Organization acme = Organization.fresh();

    @Test
    void tellsThePolicyOfAnAwsKey() {
        var key = acme.sends(Samples.awsKey()).post(Links.KEYS);
        acme.asks()
                .get(grants(key.path("id")))
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("key_id", equalTo(key.path("id")))
                .body("principals", equalTo(key.path("key.roles")))
                .body("scope", equalTo(key.path("key.key_arn")))
                .body("permissions", hasItem("kms:GenerateDataKey*"))
                .body("policy.Version", equalTo("2012-10-17"))
                .body("policy.Statement.Effect", everyItem(equalTo("Allow")))
                .body("policy.Statement.Resource", everyItem(equalTo("*")))
                .body("policy.Statement.Principal.AWS", everyItem(equalTo(key.path("key.roles"))))
                .body("policy.Statement.Condition.Bool", hasItem(Map.of("kms:GrantIsForAWSResource", "true")))
                .body("commands", hasSize(3))
                .body("terraform", containsString("aws_iam_policy_document"));
    }

    @Test
    void tellsTheRolesOfAnAzureKeyAndOfAGcpKey() {
        var azure = acme.sends(Samples.azureKey("acme-kv", "billing")).post(Links.KEYS);
        acme.asks()
                .get(grants(azure.path("id")))
                .then()
                .statusCode(200)
                .body("principals", equalTo(List.of(azure.<String>path("key.application_id"))))
                .body("scope", equalTo(azure.path("key.key_vault_id") + "/keys/billing"))
                .body("policy", nullValue())
                .body("terraform", containsString("azurerm_role_assignment"));
        var gcp = acme.sends(Samples.gcpKey("billing")).post(Links.KEYS);
        acme.asks()
                .get(grants(gcp.path("id")))
                .then()
                .statusCode(200)
                .body("principals", equalTo(List.of(gcp.<String>path("key.security_group"))))
                .body("scope", equalTo(gcp.path("key.key_id")))
                .body("policy", nullValue())
                .body("terraform", containsString("google_kms_crypto_key_iam_member"));
    }

    @Test
    void givesTheTextAloneToWhoAcceptsText() {
        var grants = grants(acme.sends(Samples.awsKey()).post(Links.KEYS).path("id"));
        var text = acme.asks().accept("text/plain").get(grants);
        text.then().statusCode(200).contentType(equalTo("text/plain;charset=UTF-8"));
        assertThat(text.asString())
                .startsWith("# ")
                .endsWith("\n")
                .isEqualTo(acme.asks().accept("application/json").get(grants).path("text"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                   | application/json
            application/*                         | application/json
            text/plain;q=0.5, application/json    | application/json
            application/json;q=0.5, text/plain    | text/plain
            text/*                                | text/plain
            text/html, text/plain;q=0.9, */*;q=0  | text/plain
            """)
    void givesTheFormThatIsLikedBest(String accepted, String given) {
        var id = acme.sends(Samples.awsKey()).post(Links.KEYS).<String>path("id");
        acme.asks()
                .header("Accept", accepted)
                .get(grants(id))
                .then()
                .statusCode(200)
                .contentType(startsWith(given));
    }

    @Test
    void refusesInTheOneFormWhateverIsAccepted() {
        var grants = grants(acme.sends(Samples.awsKey()).post(Links.KEYS).path("id"));
        acme.asks()
                .accept("text/plain")
                .get(grants("cck-000000000000"))
                .then()
                .statusCode(404)
                .contentType(startsWith("application/json"))
                .body("errors[0].status", equalTo("404"));
        acme.asks()
                .accept("text/plain")
                .get(grants + "?form=text")
                .then()
                .statusCode(400)
                .body("errors[0].source.parameter", equalTo("form"));
        Contract.checked()
                .accept("text/plain")
                .get(grants)
                .then()
                .statusCode(401)
                .contentType(startsWith("application/json"));
        acme.asks().accept("image/png").get(grants).then().statusCode(406).contentType(startsWith("application/json"));
        acme.asks().accept("text/plain").get(GRANTEES).then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KeyAdmin", "KeyViewer", "ClusterProvisioner"})
    void lets(String role) {
        var id = acme.sends(Samples.awsKey()).post(Links.KEYS).<String>path("id");
        var caller = acme.withApiKey(role);
        caller.asks().get(grants(id)).then().statusCode(200);
        caller.asks().get(GRANTEES).then().statusCode(200);
    }

    @Test
    void letsNoOperator() {
        var id = acme.sends(Samples.awsKey()).post(Links.KEYS).<String>path("id");
        var operator = acme.withApiKey("Operator");
        operator.asks().get(grants(id)).then().statusCode(403);
        operator.asks().accept("text/plain").get(grants(id)).then().statusCode(403);
        operator.asks().get(GRANTEES).then().statusCode(403);
    }

    @Test
    void tellsBeforeAKeyIsRegisteredWhomItWillName() {
        var before = acme.asks().get(GRANTEES);
        before.then()
                .statusCode(200)
                .body("roles.partition", equalTo(List.of("aws", "aws-cn", "aws-us-gov", "aws-eusc")))
                .body("named_after_key", hasSize(0))
                .body("china_application_id", nullValue());
        var aws = acme.sends(Samples.awsKey()).post(Links.KEYS);
        var china = acme.sends(Samples.awsKey().replace("arn:aws:kms:us-west-2", "arn:aws-cn:kms:cn-north-1"))
                .post(Links.KEYS);
        var azure = acme.sends(Samples.azureKey("acme-kv", "k")).post(Links.KEYS);
        var gcp = acme.sends(Samples.gcpKey("k")).post(Links.KEYS);
        assertThat(aws.<List<String>>path("key.roles"))
                .allMatch(role -> role.contains(acme.id().toString()))
                .isEqualTo(before.path("roles[0].roles"));
        assertThat(china.<List<String>>path("key.roles")).isEqualTo(before.path("roles[1].roles"));
        assertThat(azure.<String>path("key.application_id")).isEqualTo(before.path("application_id"));
        assertThat(gcp.<String>path("key.security_group")).isEqualTo(before.path("security_group"));
    }

    private static String grants(Object id) {
        return Links.KEYS + "/" + id + "/grants";
    }
}
