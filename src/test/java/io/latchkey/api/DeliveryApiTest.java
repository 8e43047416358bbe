package io.latchkey.api;

import static io.latchkey.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.cloudevents.jackson.JsonFormat;
import io.latchkey.support.Listener;
import io.latchkey.support.Listener.Answer;
import io.latchkey.support.Listener.Told;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What webhooks are told, and what becomes of what they do not take. */
@QuarkusTest
class DeliveryApiTest {

    private final Organization acme = Organization.fresh("KeyAdmin", "ClusterProvisioner");

    @Test
    void everyEventIsToldInOrderInAFormThatOthersRead() throws Exception {
        try (var listener = Listener.answering(204)) {
            var secret = webhook(listener).getString("secret");
            var key = register(Samples.awsKey("000000000499"));
            eventually().until(() -> listener.toldOf(key).size() == 3);
            acme.sends("{\"display_name\": \"Payroll\"}")
                    .patch(path(key))
                    .then()
                    .statusCode(200);
            acme.asks().delete(path(key)).then().statusCode(204);
            eventually()
                    .untilAsserted(() -> assertThat(listener.toldOf(key))
                            .containsExactly("registered", "validated", "invalidated", "renamed", "removed"));
            for (var told : listener.told()) {
                new Webhook(secret).verify(told.body(), told.httpHeaders());
                var event = new JsonFormat().deserialize(told.body().getBytes(StandardCharsets.UTF_8));
                assertThat(event.getId()).isEqualTo(told.id());
                assertThat(event.getSource()).isEqualTo(URI.create("crn://latchkey/organization=" + acme.id()));
                assertThat(event.getSubject()).isEqualTo(key);
                assertThat(told.header("content-type")).isEqualTo("application/cloudevents+json");
            }
            assertThat(listener.told())
                    .extracting(told -> told.event().getString("sequence"))
                    .isSorted();
            var invalidated = listener.told().get(2).event().getJsonObject("data");
            assertThat(invalidated.getJsonObject("validation").getMap())
                    .containsEntry("phase", "INVALID")
                    .containsEntry("reason", "KEY_DISABLED")
                    .containsEntry("message", "Key is disabled.")
                    .containsEntry("region", "us-west-2");
            assertThat(history(key))
                    .containsExactlyElementsOf(
                            listener.told().reversed().stream().map(Told::id).toList());
        }
    }

    @Test
    void aSignatureIsGoodForItsMessageAloneAndBothSecretsSignAfterARotation() throws Exception {
        try (var listener = Listener.answering(204)) {
            var made = webhook(listener);
            var rotated = acme.asks().post(WebhooksResource.PATH + "/" + made.getString("id") + "/rotate");
            var key = register(Samples.awsKey());
            eventually().until(() -> !listener.toldOf(key).isEmpty());
            var told = listener.told().getFirst();
            new Webhook(made.getString("secret")).verify(told.body(), told.httpHeaders());
            new Webhook(rotated.<String>path("secret")).verify(told.body(), told.httpHeaders());
            assertThatThrownBy(() -> new Webhook(made.getString("secret"))
                            .verify(told.body().replace("registered", "removed"), told.httpHeaders()))
                    .isInstanceOf(WebhookVerificationException.class);
            assertThatThrownBy(
                            () -> new Webhook("whsec_" + "A".repeat(43) + "=").verify(told.body(), told.httpHeaders()))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void whatFailsIsTriedAgainUnderTheSameIdAndNothingOfItsKeyGoesBefore() {
        var times = new AtomicInteger();
        try (var listener = Listener.behaving(told -> Answer.of(times.incrementAndGet() <= 3 ? 503 : 200))) {
            var id = webhook(listener).getString("id");
            var key = register(Samples.awsKey());
            eventually().until(() -> listener.toldOf(key).contains("validated"));
            assertThat(listener.toldOf(key))
                    .containsExactly("registered", "registered", "registered", "registered", "validated");
            assertThat(new HashSet<>(
                            listener.told().subList(0, 4).stream().map(Told::id).toList()))
                    .hasSize(1);
            eventually()
                    .untilAsserted(() -> acme.asks()
                            .get(deliveries(id))
                            .then()
                            .body("data.state", equalTo(List.of("DELIVERED", "DELIVERED")))
                            .body("data[1].attempts", equalTo(4))
                            .body("data[1].status", equalTo(200)));
        }
    }

    @Test
    void aListenerThatHangsIsLeftAndHoldsUpNobodyElse() {
        var hangs = new AtomicBoolean(true);
        try (var slow = Listener.behaving(_ -> hangs.get() ? Listener.NONE : Answer.of(204));
                var quick = Listener.answering(204)) {
            var id = webhook(slow).getString("id");
            webhook(quick);
            var key = register(Samples.awsKey());
            eventually().until(() -> quick.toldOf(key).equals(List.of("registered", "validated")));
            eventually()
                    .untilAsserted(() -> acme.asks()
                            .get(deliveries(id))
                            .then()
                            .body("data[1].failure", equalTo("TIMEOUT"))
                            .body("data[1].state", equalTo("PENDING")));
            hangs.set(false);
            eventually().until(() -> slow.toldOf(key).contains("validated"));
        }
    }

    @Test
    void aRedirectIsNeverFollowedAndWhatIsGivenUpCanBeSentAgainUnderItsId() {
        try (var inside = Listener.answering(204);
                var listener = Listener.behaving(_ -> new Answer(307, Map.of("Location", inside.url())))) {
            var id = webhook(listener).getString("id");
            var key = register(Samples.awsKey());
            eventually()
                    .untilAsserted(() -> acme.asks()
                            .get(deliveries(id))
                            .then()
                            .body("data.size()", equalTo(2))
                            .body("data[1].status", equalTo(307))
                            .body("data[1].attempts", greaterThan(2)));
            waitingForTwoDays(id);
            awaitAll(id, "DEAD");
            assertThat(inside.told()).isEmpty();
            var first = listener.told().getFirst();
            listener.answer(200);
            acme.asks()
                    .post(deliveries(id) + "/" + first.id() + "/redeliver")
                    .then()
                    .statusCode(202)
                    .body("state", equalTo("PENDING"));
            eventually()
                    .untilAsserted(() -> acme.asks()
                            .get(deliveries(id) + "?state=DELIVERED")
                            .then()
                            .body("data.event_id", equalTo(List.of(first.id()))));
            assertThat(listener.told().getLast().id()).isEqualTo(first.id());
            acme.asks()
                    .post(WebhooksResource.PATH + "/" + id + "/redeliver")
                    .then()
                    .statusCode(202)
                    .body("events", equalTo(1));
            awaitAll(id, "DELIVERED");
            assertThat(listener.toldOf(key).getLast()).isEqualTo("validated");
            acme.asks()
                    .post(WebhooksResource.PATH + "/" + id + "/redeliver")
                    .then()
                    .statusCode(202)
                    .body("events", equalTo(0));
        }
    }

    @Test
    void oneThatIsGoneIsToldNothingMore() {
        try (var listener = Listener.answering(410)) {
            var id = webhook(listener).getString("id");
            var key = register(Samples.awsKey());
            eventually()
                    .untilAsserted(() -> acme.asks()
                            .get(WebhooksResource.PATH + "/" + id)
                            .then()
                            .body("enabled", equalTo(false))
                            .body("disabled_because", equalTo("GONE")));
            eventually()
                    .until(() ->
                            acme.asks().get(path(key)).path("validation.phase").equals("VALID"));
            assertThat(listener.toldOf(key)).containsExactly("registered");
            listener.answer(200);
            acme.asks()
                    .post(WebhooksResource.PATH + "/" + id + "/enable")
                    .then()
                    .statusCode(200);
            acme.sends("{\"display_name\": \"Payroll\"}")
                    .patch(path(key))
                    .then()
                    .statusCode(200);
            eventually().until(() -> listener.toldOf(key).contains("renamed"));
        }
    }

    @Test
    void isToldOnlyWhatItWantsAndNothingWhileItIsDisabled() {
        try (var listener = Listener.answering(204)) {
            var id = acme.sends("{\"url\": \"" + listener.url() + "\", \"event_types\": [\"renamed\", \"removed\"]}")
                    .post(WebhooksResource.PATH)
                    .<String>path("id");
            var key = register(Samples.awsKey());
            acme.asks()
                    .post(WebhooksResource.PATH + "/" + id + "/disable")
                    .then()
                    .statusCode(200);
            acme.sends("{\"display_name\": \"unheard\"}")
                    .patch(path(key))
                    .then()
                    .statusCode(200);
            acme.asks()
                    .post(WebhooksResource.PATH + "/" + id + "/enable")
                    .then()
                    .statusCode(200);
            acme.sends("{\"display_name\": \"heard\"}").patch(path(key)).then().statusCode(200);
            acme.asks().delete(path(key)).then().statusCode(204);
            eventually().until(() -> listener.toldOf(key).contains("removed"));
            assertThat(listener.toldOf(key)).containsExactly("renamed", "removed");
            assertThat(listener.told().getFirst().event().getJsonObject("data").getString("display_name"))
                    .isEqualTo("heard");
        }
    }

    @Test
    void aWaitThatIsAskedForIsKept() {
        var times = new AtomicInteger();
        try (var listener = Listener.behaving(
                _ -> times.incrementAndGet() == 1 ? new Answer(429, Map.of("Retry-After", "3600")) : Answer.of(204))) {
            var id = webhook(listener).getString("id");
            register(Samples.awsKey());
            // No longer than the longest pause, however long it is asked for.
            awaitAll(id, "DELIVERED");
        }
    }

    @Test
    void badStatesAndTokensAreRefused() {
        try (var listener = Listener.answering(204)) {
            var id = webhook(listener).getString("id");
            acme.asks().get(deliveries(id) + "?state=LOST").then().statusCode(400);
            acme.asks().get(deliveries(id) + "?page_token=made-up").then().statusCode(400);
            acme.asks()
                    .post(deliveries(id) + "/00000000-0000-4000-8000-000000000000/redeliver")
                    .then()
                    .statusCode(404);
            acme.asks().post(deliveries(id) + "/nonsense/redeliver").then().statusCode(404);
        }
    }

    private JsonPath webhook(Listener listener) {
        return acme.sends("{\"url\": \"" + listener.url() + "\"}")
                .post(WebhooksResource.PATH)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private String register(String body) {
        return acme.sends(body)
                .post(Links.KEYS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** For longer than anything is tried. */
    private static void waitingForTwoDays(String webhook) {
        try (var database = TestDatabase.connect()) {
            database.update("UPDATE receiver SET enabled_at = now() - interval '2 days' WHERE id = ?", webhook);
            database.update("UPDATE delivery SET queued_at = now() - interval '2 days' WHERE receiver_id = ?", webhook);
        }
    }

    private void awaitAll(String webhook, String state) {
        eventually()
                .untilAsserted(() ->
                        acme.asks().get(deliveries(webhook)).then().body("data.state", equalTo(List.of(state, state))));
    }

    private List<String> history(String key) {
        return acme.asks().get(path(key) + "/events").jsonPath().getList("data.id");
    }

    private static String path(String key) {
        return Links.KEYS + "/" + key;
    }

    private static String deliveries(String webhook) {
        return WebhooksResource.PATH + "/" + webhook + "/deliveries";
    }
}
