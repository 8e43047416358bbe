package io.latchkey.api;

import static io.latchkey.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.support.Crowd;
import io.latchkey.support.Listener;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an organization has webhooks. What they are told is {@link DeliveryApiTest}'s. */
@QuarkusTest
class WebhooksApiTest {

    private static final String URL = "https://hooks.example.com/latchkey";

    private final Organization acme = Organization.fresh();

    @Test
    void aWebhookIsMadeReadListedAndRemoved() {
        var made = acme.sends(
                        "{\"url\": \"" + URL + "\", \"display_name\": \"Ops\", \"event_types\": [\"invalidated\"]}")
                .post(WebhooksResource.PATH);
        var id = made.<String>path("id");
        made.then()
                .statusCode(201)
                .header("Location", endsWith(WebhooksResource.PATH + "/" + id))
                .header("Cache-Control", equalTo("no-store"))
                .body("id", matchesPattern("whk-[a-z0-9]{12}"))
                .body("url", equalTo(URL))
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .body("event_types", equalTo(List.of("invalidated")))
                .body("enabled", equalTo(true));
        acme.asks()
                .get(webhook(id))
                .then()
                .statusCode(200)
                .body("display_name", equalTo("Ops"))
                .body("secret", equalTo(null));
        acme.asks()
                .get(WebhooksResource.PATH)
                .then()
                .statusCode(200)
                .body("data.id", equalTo(List.of(id)))
                .body("data[0].secret", equalTo(null));
        acme.asks().delete(webhook(id)).then().statusCode(204);
        acme.asks().get(webhook(id)).then().statusCode(404);
        acme.asks().delete(webhook(id)).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://169.254.169.254/latest/meta-data",
                "https://intranet/",
                "https://user:password@hooks.example.com/",
                "https://hooks.example.com/#fragment",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "ftp://hooks.example.com/",
                "//hooks.example.com/",
                "https://hooks.example.com/a b",
                "https://0x7f.1/",
                "https://2130706433/",
                "https://hooks_example.com/",
                ""
            })
    void refusesWhatIsNoPublicHttpsUrl(String url) {
        acme.sends("{\"url\": \"" + url + "\"}")
                .post(WebhooksResource.PATH)
                .then()
                .statusCode(422)
                .body("errors.source.pointer", equalTo(List.of("/url")));
    }

    @Test
    void tellsAllThatIsWrongWithABody() {
        acme.sends("{\"event_types\": [\"exploded\"], \"display_name\": 7, \"colour\": \"red\"}")
                .post(WebhooksResource.PATH)
                .then()
                .statusCode(422)
                .body(
                        "errors.source.pointer.sort()",
                        equalTo(List.of("/colour", "/display_name", "/event_types", "/url")));
    }

    @Test
    void areAsManyAsMayBeWhateverTheCrowd() {
        var answers = Crowd.together(15, _ -> make(URL).statusCode());
        assertThat(answers).filteredOn(status -> status == 201).hasSize(10);
        assertThat(answers).filteredOn(status -> status == 402).hasSize(5);
        make(URL).then().body("errors[0].detail", containsString("is currently limited to 10"));
    }

    @Test
    void aSecretIsRotatedOnceAtATime() {
        var made = make(URL);
        var id = made.<String>path("id");
        var rotated = acme.asks().post(webhook(id) + "/rotate");
        rotated.then().statusCode(200).body("previous_secret_until", notNullValue());
        assertThat(rotated.<String>path("secret")).isNotEqualTo(made.path("secret"));
        acme.asks()
                .post(webhook(id) + "/rotate")
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("rotated_already"));
        try (var database = TestDatabase.connect()) {
            database.update("UPDATE receiver SET previous_until = now() WHERE id = ?", id);
        }
        acme.asks().post(webhook(id) + "/rotate").then().statusCode(200);
    }

    @Test
    void areDisabledAndEnabledAsOftenAsOneLikes() {
        var id = make(URL).<String>path("id");
        for (var twice = 0; twice < 2; twice++) {
            acme.asks()
                    .post(webhook(id) + "/disable")
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(false))
                    .body("disabled_because", equalTo("ASKED"));
        }
        for (var twice = 0; twice < 2; twice++) {
            acme.asks().post(webhook(id) + "/enable").then().statusCode(200).body("enabled", equalTo(true));
        }
        try (var database = TestDatabase.connect()) {
            assertThat(database.texts(
                            "SELECT action FROM audit WHERE organization_id = ? AND subject = ? ORDER BY id",
                            acme.id(),
                            id))
                    .containsExactly("webhook.create", "webhook.disable", "webhook.enable");
        }
    }

    @Test
    void areTriedAtOnce() {
        try (var listener = Listener.answering(204)) {
            var id = make(listener.url()).<String>path("id");
            acme.asks()
                    .post(webhook(id) + "/test")
                    .then()
                    .statusCode(200)
                    .body("delivered", equalTo(true))
                    .body("status", equalTo(204));
            assertThat(listener.told()).singleElement().satisfies(told -> {
                assertThat(told.event().getString("type")).isEqualTo("io.latchkey.webhook.test");
                assertThat(told.key()).isEqualTo(id);
            });
            listener.answer(500);
            acme.asks()
                    .post(webhook(id) + "/test")
                    .then()
                    .body("delivered", equalTo(false))
                    .body("status", equalTo(500));
            listener.close();
            acme.asks()
                    .post(webhook(id) + "/test")
                    .then()
                    .body("delivered", equalTo(false))
                    .body("failure", equalTo("CONNECT"));
        }
    }

    @Test
    void areNobodyElses() {
        var id = make(URL).<String>path("id");
        var other = Organization.fresh();
        other.asks().get(WebhooksResource.PATH).then().body("data", hasSize(0));
        other.asks().get(webhook(id)).then().statusCode(404);
        other.asks().get(webhook(id) + "/deliveries").then().statusCode(404);
        other.asks().delete(webhook(id)).then().statusCode(404);
        List.of("/rotate", "/disable", "/enable", "/test", "/redeliver")
                .forEach(verb -> other.asks().post(webhook(id) + verb).then().statusCode(404));
        acme.asks().get(webhook(id)).then().body("enabled", equalTo(true));
        acme.withApiKey("KeyViewer").asks().get(WebhooksResource.PATH).then().statusCode(403);
    }

    @Test
    void anotherOrganizationsKeysAreNotTold() {
        try (var listener = Listener.answering(204);
                var others = Listener.answering(204)) {
            var other = Organization.fresh();
            make(listener.url());
            other.sends("{\"url\": \"" + others.url() + "\"}")
                    .post(WebhooksResource.PATH)
                    .then()
                    .statusCode(201);
            var mine = acme.sends(Samples.awsKey()).post(Links.KEYS).<String>path("id");
            var hers = other.sends(Samples.awsKey()).post(Links.KEYS).<String>path("id");
            eventually()
                    .until(() -> listener.toldOf(mine).size() == 2
                            && others.toldOf(hers).size() == 2);
            assertThat(listener.told())
                    .allSatisfy(told -> assertThat(told.key()).isEqualTo(mine));
            assertThat(others.told()).allSatisfy(told -> assertThat(told.key()).isEqualTo(hers));
        }
    }

    private Response make(String url) {
        return acme.sends("{\"url\": \"" + url + "\"}").post(WebhooksResource.PATH);
    }

    private static String webhook(String id) {
        return WebhooksResource.PATH + "/" + id;
    }
}
