package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Metrics have a port of their own, and labels that do not grow with keys and guesses. */
@QuarkusTest
class MetricsTest {

    private final Organization acme = Organization.fresh();

    @Test
    void countsRequestsWithoutNamingKeysOrWhatACallerMadeUp() {
        var id = acme.sends(Samples.gcpKey("metered")).post(Links.KEYS).<String>path("id");
        acme.asks().get(Links.KEYS + "/" + id).then().statusCode(200);
        acme.asks().get(Links.KEYS + "/cck-aaaaaaaaaaaa").then().statusCode(404);
        acme.asksOffTheMap().get("/api" + Links.KEYS + "/" + id).then().statusCode(200);
        acme.asksOffTheMap().get("/made-up-path").then().statusCode(404);
        acme.asksOffTheMap().get(Links.KEYS + "/made-up%20id").then().statusCode(404);
        RestAssured.given().get(Links.KEYS + "/" + id).then().statusCode(401);
        assertThat(metrics())
                .contains(
                        "uri=\"/byok/v1/keys/{id}\"",
                        "latchkey_rate_limit_local_decisions_total",
                        "latchkey_probes_total")
                .doesNotContain(id, "cck-", "made-up", acme.apiKey(), acme.id().toString());
    }

    @Test
    void keepsMetricsAndHealthOffThePortOfTheApi() {
        RestAssured.get("/q/metrics").then().statusCode(404);
        RestAssured.get("/q/health").then().statusCode(404);
        RestAssured.get("/q/health/ready").then().statusCode(404);
    }

    private static String metrics() {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", String.class);
        return RestAssured.get(URI.create("http://localhost:" + port + "/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
