package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class KeysApiTest {

    private final Organization acme = Organization.fresh();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
            AWS   | {"key_arn":"arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab","kind":"AwsKey"}
            Azure | {"key_id":"https://vault-name.vault.azure.net/keys/key-name","key_vault_id":"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/resourcegroup-name/providers/Microsoft.KeyVault/vaults/vault-name","kind":"AzureKey","tenant_id":"00000000-0000-0000-0000-000000000000"}
            GCP   | {"key_id":"projects/exampleproject/locations/us-central1/keyRings/testkeyring/cryptoKeys/testbyokkey/cryptoKeyVersions/3","kind":"GcpKey"}
            """)
    void registersEveryFormInTheContractsExamples(String provider, String key) {
        var answer = register("{\"key\": " + key + ", \"display_name\": \"Key for billing cluster\"}");
        answer.then()
                .body("provider", equalTo(provider))
                .body("state", equalTo("AVAILABLE"))
                .body("display_name", equalTo("Key for billing cluster"))
                .body("validation.phase", equalTo("INITIALIZING"))
                .body("validation.region", nullValue());
        var sent = JsonPath.from(key).getMap("");
        assertThat(answer.jsonPath().getMap("key")).containsAllEntriesOf(sent);
        assertThat(acme.asks().get(path(answer)).jsonPath().getMap("key")).containsAllEntriesOf(sent);
    }

    @Test
    void answersARegistrationWithTheKeysOwnUrl() {
        var answer = register(Samples.awsKey());
        var id = answer.path("id").toString();
        assertThat(id).matches("cck-[a-z0-9]{12}");
        assertThat(answer.header("Location")).endsWith("/byok/v1/keys/" + id).startsWith("http");
        answer.then()
                .body("metadata.self", equalTo(answer.header("Location")))
                .body("metadata.resource_name", equalTo("crn://latchkey/organization=" + acme.id() + "/key=" + id));
        assertThat(OffsetDateTime.parse(answer.path("metadata.created_at")).getOffset())
                .isEqualTo(ZoneOffset.UTC);
        acme.asks().get(path(answer)).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void namesTheGranteesForEachProvider() {
        register(Samples.awsKey())
                .then()
                .body("key.roles", hasItem("arn:aws:iam::123456789876:role/latchkey-" + acme.id()));
        register(Samples.azureKey("acme-vault", "grantee")).then().body("key.application_id", notNullValue());
        register(Samples.gcpKey("grantee"))
                .then()
                .body("key.security_group", equalTo("latchkey-" + acme.id() + "@example.com"));
    }

    @Test
    void usesTheKeysOwnPartitionInItsRoles() {
        register("""
                {"key": {"kind": "AwsKey",
                 "key_arn": "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}""").then().body("key.roles[0]", matchesPattern("arn:aws-cn:iam::.*"));
    }

    @Test
    void registersWithoutANameAndIgnoresReadOnlyAndUnknownMembers() {
        register("""
                {"id": "cck-chosenbyme00", "state": "IN_USE", "provider": "GCP", "display_name": null, "colour": "red",
                 "validation": {"phase": "VALID"},
                 "key": {"kind": "AwsKey", "key_arn": "%s", "roles": ["arn:aws:iam::1:role/mine"], "shade": 1}}""".formatted(Samples.arn("111122223333")))
                .then()
                .body("display_name", nullValue())
                .body("state", equalTo("AVAILABLE"))
                .body("provider", equalTo("AWS"))
                .body("id", matchesPattern("cck-(?!chosenbyme00).*"))
                .body("key.roles[0]", matchesPattern("arn:aws:iam::123456789876:.*"));
    }

    @Test
    void refusesASecondRegistrationAndNamesTheFirst() {
        var body = Samples.azureKey("Some-Vault", "Some-Key");
        var first = register(body);
        var second = acme.sends(body.replace("Some-Vault.vault.azure.net", "SOME-vault.vault.azure.net:443"))
                .post(Links.KEYS);
        second.then().statusCode(409).body("errors[0].code", equalTo("resource_already_exists"));
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void renames() {
        var registered = register(Samples.awsKey());
        acme.sends("{\"display_name\": \"  ключ 鍵 🔑 \"}")
                .patch(path(registered))
                .then()
                .statusCode(200)
                .body("display_name", equalTo("ключ 鍵 🔑"))
                .body("metadata.created_at", equalTo(registered.path("metadata.created_at")));
        acme.asks().get(path(registered)).then().body("display_name", equalTo("ключ 鍵 🔑"));
    }

    @Test
    void changesNothingButTheName() {
        var registered = register(Samples.gcpKey("unchanging"));
        acme.sends("{\"state\": \"IN_USE\", \"id\": \"cck-000000000000\"}")
                .patch(path(registered))
                .then()
                .statusCode(200)
                .body("state", equalTo("AVAILABLE"))
                .body("id", equalTo(registered.path("id")));
        acme.sends("{\"display_name\": \"new\", \"key\": {\"kind\": \"GcpKey\", \"key_id\": \""
                        + registered.path("key.key_id") + "\"}}")
                .patch(path(registered))
                .then()
                .statusCode(200);
        acme.sends("{\"display_name\": \"newer\", \"key\": {\"kind\": \"AwsKey\", \"key_arn\": \""
                        + Samples.arn("111122223333") + "\"}}")
                .patch(path(registered))
                .then()
                .statusCode(422)
                .body("errors[0].source.pointer", equalTo("/key"));
        acme.asks().get(path(registered)).then().body("display_name", equalTo("new"));
    }

    @Test
    void answersUnderThePublishedBaseUrlTooWithLinksThatHaveIt() {
        var registered = acme.asksOffTheMap()
                .contentType("application/json")
                .body(Samples.awsKey())
                .post("/api" + Links.KEYS);
        var id = registered.<String>path("id");
        registered.then().statusCode(201).header("Location", endsWith("/api/byok/v1/keys/" + id));
        acme.asksOffTheMap()
                .get("/api" + Links.KEYS + "?provider=AWS&page_size=1")
                .then()
                .statusCode(200)
                .body("metadata.first", endsWith("/api/byok/v1/keys?provider=AWS&page_size=1"))
                .body("data[0].metadata.self", endsWith("/api/byok/v1/keys/" + id));
        acme.asks()
                .get(Links.KEYS + "/" + id)
                .then()
                .statusCode(200)
                .body("metadata.self", not(containsString("/api/")));
        acme.asksOffTheMap()
                .header("X-Request-Id", "mine")
                .get("/api/byok/v1/quota")
                .then()
                .statusCode(200)
                .header("X-Request-Id", "mine");
        var missing = acme.asksOffTheMap().get("/api/byok/v1/nothing");
        missing.then().statusCode(404).body("errors[0].id", equalTo(missing.header("X-Request-Id")));
        acme.asksOffTheMap().delete("/api" + Links.KEYS + "/" + id).then().statusCode(204);
    }

    @Test
    void removesForGoodAndTakesTheSameKeyAgain() {
        var body = Samples.awsKey();
        var first = register(body);
        acme.asks().delete(path(first)).then().statusCode(204);
        acme.asks().get(path(first)).then().statusCode(404);
        acme.asks().delete(path(first)).then().statusCode(404);
        acme.sends("{\"display_name\": \"late\"}").patch(path(first)).then().statusCode(404);
        var second = register(body);
        assertThat(second.path("id").toString()).isNotEqualTo(first.path("id"));
    }

    @Test
    void hidesAnotherOrganizationsKey() {
        var theirs = Organization.fresh().sends(Samples.awsKey()).post(Links.KEYS);
        var missing = "/byok/v1/keys/cck-000000000000";
        for (var path : new String[] {path(theirs), missing}) {
            acme.asks().get(path).then().statusCode(404).body("errors[0].code", equalTo("resource_not_found"));
            acme.asks().delete(path).then().statusCode(404);
            acme.sends("{\"display_name\": \"mine\"}").patch(path).then().statusCode(404);
        }
        acme.asks().get(Links.KEYS).then().body("metadata.total_size", equalTo(0));
    }

    @Test
    void keepsTwoOrganizationsRecordsOfOneKeyApart() {
        var body = Samples.awsKey();
        register(body);
        Organization.fresh().sends(body).post(Links.KEYS).then().statusCode(201);
    }

    private Response register(String body) {
        var answer = acme.sends(body).post(Links.KEYS);
        answer.then().statusCode(201);
        return answer;
    }

    private static String path(Response registered) {
        return Links.KEYS + "/" + registered.path("id");
    }
}
