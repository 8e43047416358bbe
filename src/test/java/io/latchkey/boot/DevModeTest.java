package io.latchkey.boot;

import static io.latchkey.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Contract;
import io.latchkey.support.Organization;
import io.latchkey.support.Readme;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What only dev mode's settings and beans can do, as the README has it. */
@QuarkusTest
@TestProfile(DevModeTest.DevMode.class)
class DevModeTest {

    @Test
    void keepsAKeyThatProtectsSomethingAsTheReadmeSays() throws IOException {
        var blocks = Readme.session("## What depends on a key");
        var setting = blocks.getFirst().substring(0, blocks.getFirst().indexOf("curl"));
        assertThat(Readme.paste(blocks.getFirst())).contains("\"phase\":\"INITIALIZING\"");
        eventually()
                .untilAsserted(() -> assertThat(Readme.paste(setting + "curl -s -u $ME \"$KEYS?key=0987dcba\""))
                        .contains("\"phase\":\"VALID\""));
        assertThat(Readme.paste(setting + blocks.getLast()))
                .containsSubsequence(
                        "\"id\":\"lkc-1\"",
                        "\"status\":\"409\"",
                        "protects resources: 1 (1 Cluster)",
                        "\"type\":\"available\"",
                        "\"type\":\"in_use\"",
                        "\"type\":\"registered\"");
    }

    @Test
    void mintsATokenAsTheReadmeSays() throws IOException {
        var blocks = Readme.session("## Bearer tokens");
        assertThat(Readme.paste(blocks.getFirst())).contains("200 OK", "\"data\":[");
    }

    @Test
    void mintsForAnyOrganizationAndRole() {
        var acme = Organization.fresh();
        var token = RestAssured.get("/dev/token?role=KeyViewer&organization=" + acme.id())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var viewer = Contract.bearing(token);
        viewer.get("/byok/v1/keys").then().statusCode(200);
        viewer.get("/admin/v1/organizations").then().statusCode(403);
    }

    /** The settings and beans of dev mode, on the tests' database. */
    public static final class DevMode implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "dev";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.database.url", PostgresForPackagedService.url(),
                    "latchkey.database.username", "postgres",
                    "latchkey.database.password", "postgres",
                    "latchkey.bootstrap.api-secret", "test-secret-that-everyone-can-read-here",
                    "quarkus.http.test-port", "0");
        }
    }
}
