package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.support.Contract;
import io.latchkey.support.Issuer;
import io.latchkey.support.Organization;
import io.latchkey.support.Ports;
import io.latchkey.support.SigningKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An issuer that is away, slow or changes its keys: no good token is ever called a bad one. */
@QuarkusTest
@TestProfile(SilentIssuerApiTest.WithKeysUrl.class)
class SilentIssuerApiTest {

    private static final String NAME = "SilentIssuerApiTest";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Issuer ISSUER = Issuer.on(Ports.named(NAME));
    private static final SigningKey KEY = ISSUER.publish(SigningKey.fresh());

    private final Organization acme = Organization.fresh();

    @AfterEach
    void stop() {
        ISSUER.stop();
        ISSUER.answersWith(200);
        ISSUER.answers();
    }

    @Test
    void answers503WhileTheIssuerIsSilentAndTakesTheTokenWhenItIsBack() {
        var rotated = SigningKey.fresh();
        unavailable(rotated);
        ISSUER.start();
        taken(KEY);
        ISSUER.stop();

        ISSUER.publish(rotated);
        lists(KEY).statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> unavailable(rotated));
        for (var again = 0; again < 5; again++) {
            unavailable(rotated);
        }

        ISSUER.answersWith(500);
        ISSUER.start();
        await().atMost(PATIENCE).until(() -> {
            unavailable(rotated);
            return ISSUER.asked.get() > 1;
        });

        ISSUER.hangs();
        ISSUER.answersWith(200);
        var asked = ISSUER.asked.get();
        await().atMost(PATIENCE).until(() -> {
            unavailable(rotated);
            return ISSUER.asked.get() > asked;
        });

        ISSUER.answers();
        taken(rotated);
        ISSUER.withdraw(rotated);
        lists(rotated).statusCode(200);
    }

    @Test
    void asksForTheKeysSeldomHoweverManyTokensAreForged() {
        ISSUER.start();
        taken(KEY);
        var before = ISSUER.asked.get();
        var started = System.nanoTime();
        for (var forged = 0; forged < 50; forged++) {
            lists(new SigningKey(KEY.id() + forged, KEY.pair())).statusCode(401);
        }
        var fiveSeconds = 1 + Duration.ofNanos(System.nanoTime() - started).toSeconds() / 5;
        assertThat(ISSUER.asked.get() - before).isLessThanOrEqualTo(Math.toIntExact(fiveSeconds));
    }

    private void taken(SigningKey key) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var status = lists(key).extract().statusCode();
            assertThat(status).as("never called a bad one").isIn(200, 503);
            assertThat(status).isEqualTo(200);
        });
    }

    private void unavailable(SigningKey key) {
        lists(key).statusCode(503).header("Retry-After", "2").body("errors[0].code", equalTo("service_unavailable"));
    }

    private ValidatableResponse lists(SigningKey key) {
        return Contract.bearing(key.sign(ISSUER.claims(acme.id(), "KeyViewer")))
                .get(Links.KEYS)
                .then();
    }

    /** An issuer without a discovery document. */
    public static final class WithKeysUrl implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var issuer = Issuer.url(Ports.named(NAME));
            return Map.of(
                    "latchkey.token.issuer",
                    issuer,
                    "latchkey.token.jwks-url",
                    issuer + "/keys",
                    "latchkey.token.audience",
                    Issuer.AUDIENCE,
                    "latchkey.token.deadline",
                    "1S");
        }
    }
}
