package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where policies are bound to the encryption context, roles are the key's own, and China has an application apart. */
@QuarkusTest
@TestProfile(BoundGrantsApiTest.Apart.class)
class BoundGrantsApiTest {

    /** Every key has a role of its own. */
    public static class Apart implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.grants.bind-encryption-context", "true",
                    "latchkey.grantees.aws-roles", "arn:{partition}:iam::123456789876:role/{key}",
                    "latchkey.grantees.azure-china-application-id", "5e7b1c3a-0000-4000-8000-0000000000c4");
        }
    }

    private final Organization acme = Organization.fresh();

    @Test
    void bindsThePolicyToTheContextThatProbesHave() {
        var id = acme.sends(Samples.awsKey()).post(Links.KEYS).<String>path("id");
        acme.asks()
                .get(Links.KEYS + "/" + id + "/grants")
                .then()
                .statusCode(200)
                .body("principals", equalTo(List.of("arn:aws:iam::123456789876:role/" + id)))
                .body("policy.Statement.Action", hasItem(List.of("kms:DescribeKey")))
                .body(
                        "policy.Statement.Condition.StringEquals",
                        hasItem(Map.of("kms:EncryptionContext:latchkey:key-id", id)));
    }

    @Test
    void saysWhichGranteesWillBeNamedAfterTheKey() {
        var grantees = acme.asks().get("/byok/v1/grantees");
        grantees.then()
                .statusCode(200)
                .body("named_after_key", equalTo(List.of("AWS")))
                .body("china_application_id", equalTo("5e7b1c3a-0000-4000-8000-0000000000c4"))
                .body("us_government_application_id", nullValue());
        assertThat(grantees.<List<String>>path("roles[3].roles"))
                .containsExactly("arn:aws-eusc:iam::123456789876:role/{key}");
    }
}
