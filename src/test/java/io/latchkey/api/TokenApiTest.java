package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.access.Caller;
import io.latchkey.support.Contract;
import io.latchkey.support.Issuer;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.SigningKey;
import io.latchkey.support.TestDatabase;
import io.latchkey.support.WithIssuer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Good tokens of a real issuer, and what they are good for. The service starts before its issuer. */
@QuarkusTest
@TestProfile(WithIssuer.class)
class TokenApiTest {

    private static final Issuer ISSUER = WithIssuer.ISSUER;
    private static final SigningKey KEY = WithIssuer.KEY;

    private final Organization acme = Organization.fresh();

    @BeforeAll
    static void startIssuer() {
        WithIssuer.start();
    }

    @Test
    void takesAGoodTokenForItsOrganizationAndNoOther() {
        var id =
                registers(good("KeyAdmin")).statusCode(201).extract().path("id").toString();
        shows(good("KeyAdmin"), id).statusCode(200);
        acme.asks().get(Links.KEYS + "/" + id).then().statusCode(200);
        shows(KEY.sign(ISSUER.claims(Organization.fresh().id(), "KeyAdmin")), id)
                .statusCode(404);
    }

    @Test
    void takesApiKeysBesideTokens() {
        acme.asks().get(Links.KEYS).then().statusCode(200);
        new Organization(acme.id(), acme.apiKey(), "wrong")
                .asks()
                .get(Links.KEYS)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_key\""))
                .body("errors[0].detail", containsString("invalid API key"));
    }

    @Test
    void givesTheRolesOfTheTokenAndPassesOverOthers() {
        lists(good("KeyViewer", "offline_access")).statusCode(200);
        registers(good("KeyViewer", "offline_access"))
                .statusCode(403)
                .body("errors[0].detail", containsString("KeyAdmin"));
        for (var roles : new Object[] {List.of(), List.of("keyadmin", 7), 7, Map.of("KeyAdmin", true), "Key Admin"}) {
            lists(KEY.sign(ISSUER.claims(acme.id()).claim("roles", roles))).statusCode(403);
        }
        lists(KEY.sign(ISSUER.claims(acme.id()).remove("roles"))).statusCode(403);
        lists(KEY.sign(ISSUER.claims(acme.id()).claim("roles", "profile KeyViewer")))
                .statusCode(200);
    }

    @Test
    void takesATokenForSeveralAudiencesAndTheSchemeInAnyCase() {
        lists(KEY.sign(ISSUER.claims(acme.id(), "KeyAdmin").audience(Set.of("somebody-else", Issuer.AUDIENCE))))
                .statusCode(200);
        Contract.checked()
                .header("Authorization", "bearer " + good("KeyAdmin"))
                .get(Links.KEYS)
                .then()
                .statusCode(200);
    }

    @Test
    void refusesATokenThatSpeaksForNobody() {
        for (var organization : new Object[] {"acme", "1-1-1-1-1", "", 7, List.of(), Map.of(), true}) {
            lists(KEY.sign(ISSUER.claims("KeyAdmin").claim("organization", organization)))
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                    .body("errors[0].detail", equalTo("The bearer token names no organization."));
        }
        lists(KEY.sign(ISSUER.claims("KeyAdmin"))).statusCode(401);
    }

    @Test
    void barsUnknownAndSuspendedOrganizations() {
        lists(KEY.sign(ISSUER.claims(UUID.randomUUID(), "KeyAdmin", "Operator")))
                .statusCode(403)
                .body("errors[0].detail", equalTo("The token's organization is not known here."));
        try (var database = TestDatabase.connect()) {
            database.update("UPDATE organization SET suspended_at = now() WHERE id = ?", acme.id());
        }
        lists(good("KeyAdmin")).statusCode(403).body("errors[0].detail", equalTo(Caller.SUSPENDED));
    }

    @Test
    void namesBothKindsOfCredentialToACallerWithNone() {
        for (var header : List.of("", "Bearer", "Digest x")) {
            var answer = Contract.checked()
                    .header("Authorization", header)
                    .get(Links.KEYS)
                    .then()
                    .statusCode(401)
                    .extract();
            assertThat(answer.headers().getValues("WWW-Authenticate"))
                    .containsExactly("Basic realm=\"Latchkey\"", "Bearer realm=\"Latchkey\"");
        }
    }

    @Test
    void answers503WhenTheOrganizationCannotBeLookedUp() {
        try (var database = TestDatabase.connect()) {
            database.begin();
            database.update("LOCK TABLE organization IN ACCESS EXCLUSIVE MODE");
            lists(good("KeyAdmin"))
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .body("errors[0].code", equalTo("service_unavailable"));
        }
    }

    @Test
    void writesNoTokenToTheLog() {
        var tokens = List.of(
                good("KeyAdmin"),
                KEY.sign(claims().expiresAt(Instant.now().minusSeconds(60))),
                SigningKey.fresh().sign(claims()));
        var written = new StringBuffer();
        var listener = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                written.append(entry.getMessage()).append(entry.getThrown());
                if (entry.getParameters() != null) {
                    written.append(List.of(entry.getParameters()));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var latchkey = Logger.getLogger("io.latchkey");
        var before = latchkey.getLevel();
        latchkey.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(listener);
        try {
            tokens.forEach(TokenApiTest::lists);
        } finally {
            Logger.getLogger("").removeHandler(listener);
            latchkey.setLevel(before);
        }
        for (var token : tokens) {
            assertThat(written).doesNotContain(token.split("\\.")[1]);
        }
    }

    private JwtClaimsBuilder claims() {
        return ISSUER.claims(acme.id(), "KeyAdmin");
    }

    private String good(String... roles) {
        return KEY.sign(ISSUER.claims(acme.id(), roles));
    }

    private static ValidatableResponse lists(String token) {
        return Contract.bearing(token).get(Links.KEYS).then();
    }

    private static ValidatableResponse registers(String token) {
        return Contract.bearing(token)
                .contentType(ContentType.JSON)
                .body(Samples.awsKey())
                .post(Links.KEYS)
                .then();
    }

    private static ValidatableResponse shows(String token, String id) {
        return Contract.bearing(token).get(Links.KEYS + "/" + id).then();
    }
}
