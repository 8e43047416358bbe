package io.latchkey.api;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.latchkey.support.Contract;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessApiTest {

    @Test
    void refusesACallerWithoutACredential() {
        Contract.checked()
                .get(Links.KEYS)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Basic realm=\"Latchkey\""))
                .body("errors[0].code", equalTo("user_unauthenticated"))
                .body("errors[0].detail", not(containsString("invalid API key")));
    }

    @Test
    void refusesAWrongSecretAndAnUnknownApiKeyAlike() {
        var acme = Organization.fresh();
        for (var impostor : new Organization[] {
            new Organization(acme.id(), acme.apiKey(), acme.secret() + "x"),
            new Organization(acme.id(), "NOSUCHKEY", acme.secret()),
            new Organization(acme.id(), acme.apiKey(), ""),
            new Organization(acme.id(), "a\0b", "c")
        }) {
            impostor.asks()
                    .get(Links.KEYS)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("error=\"invalid_key\""))
                    .body("errors[0].detail", containsString("invalid API key"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic %%%", "Basic YWJj", "Bearer abc", "Digest x", "nonsense", "basic Og=="})
    void refusesWhatIsNoCredential(String header) {
        Contract.checked()
                .header("Authorization", header)
                .get(Links.KEYS)
                .then()
                .statusCode(401);
    }

    @Test
    void asksForACredentialBeforeItLooksAtTheRequest() {
        var json = "application/json";
        Contract.checked().contentType(json).body("{").post(Links.KEYS).then().statusCode(401);
        Contract.checked()
                .contentType(json)
                .body(Samples.awsKey())
                .post(Links.KEYS)
                .then()
                .statusCode(401);
        Contract.checked().get(Links.KEYS + "?page_size=0").then().statusCode(401);
        Contract.checked().get(Links.KEYS + "/cck-000000000000").then().statusCode(401);
        Contract.checked().delete(Links.KEYS + "/cck-000000000000").then().statusCode(401);
    }

    @Test
    void knowsTheBootstrapCredential() {
        Contract.checked()
                .auth()
                .preemptive()
                .basic("DEVLATCHKEY", bootstrapSecret())
                .get(Links.KEYS)
                .then()
                .statusCode(200);
    }

    String bootstrapSecret() {
        return "test-secret-that-everyone-can-read-here";
    }
}
