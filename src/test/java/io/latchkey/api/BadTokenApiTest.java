package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.latchkey.support.Contract;
import io.latchkey.support.Issuer;
import io.latchkey.support.Organization;
import io.latchkey.support.SigningKey;
import io.latchkey.support.WithIssuer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to make a bad token. */
@QuarkusTest
@TestProfile(WithIssuer.class)
class BadTokenApiTest {

    private static final Issuer ISSUER = WithIssuer.ISSUER;
    private static final SigningKey KEY = WithIssuer.KEY;

    private final Organization acme = Organization.fresh();

    @BeforeAll
    static void startIssuer() {
        WithIssuer.start();
    }

    @Test
    void refusesWhatTheIssuerDidNotSayOfThisLatchkey() {
        refused(claims().audience("somebody-else"));
        refused(claims().remove("aud"));
        refused(claims().issuer("http://localhost:1/realm"));
        refused(claims().issuer(ISSUER.url() + "/"));
        refused(claims().remove("iss"));
        refused(claims().remove("sub"));
        refused(claims().claim("typ", "Refresh"));
    }

    @Test
    void refusesATokenOutsideItsTime() {
        var now = Instant.now();
        lists(KEY.sign(claims().expiresAt(now.minusSeconds(60))))
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .body("errors[0].detail", equalTo("The bearer token has expired."));
        refused(claims().claim("nbf", now.plusSeconds(60).getEpochSecond()));
        // A clock may be a little off.
        lists(KEY.sign(claims().expiresAt(now.minusSeconds(2)))).statusCode(200);
    }

    @Test
    void refusesATokenWithoutAnEnd() {
        // The library that makes tokens can't be kept from setting an end.
        refused(KEY.signRaw(payload().replaceAll("\"exp\":\\d+,", "")));
        lists(KEY.signRaw(payload())).statusCode(200);
    }

    @Test
    void refusesATokenThatNobodySigned() {
        var unsigned = KEY.leaveUnsigned(payload());
        refused(unsigned);
        refused(unsigned.substring(0, unsigned.length() - 1));
        refused(unsigned + good("KeyAdmin").split("\\.")[2]);
    }

    @Test
    void refusesATokenSignedWithThePublicKeyForASecret() {
        refused(KEY.confuse(payload(), KEY.publicKeyPem()));
        refused(KEY.confuse(payload(), KEY.pair().getPublic().getEncoded()));
        refused(KEY.confuse(payload(), KEY.jwk().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesOtherAlgorithmsWithTheRightKey() {
        for (var algorithm : List.of(SignatureAlgorithm.RS512, SignatureAlgorithm.PS256)) {
            refused(claims().jws()
                    .keyId(KEY.id())
                    .algorithm(algorithm)
                    .sign(KEY.pair().getPrivate()));
        }
    }

    @Test
    void refusesATokenThatWasTamperedWith() {
        var parts = good("KeyViewer").split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var richer = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("KeyViewer", "KeyAdmin").getBytes(StandardCharsets.UTF_8));
        refused(parts[0] + "." + richer + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse());
    }

    @Test
    void refusesKeysThatTheIssuerDoesNotHave() {
        var stranger = SigningKey.fresh();
        refused(stranger.sign(claims()));
        refused(SigningKey.fresh(KEY.id()).sign(claims()));
        refused(claims().jws().sign(stranger.pair().getPrivate()));
        // The key that comes with a token proves nothing.
        refused(claims().jws()
                .header("jwk", new JsonObject(stranger.jwk()).getMap())
                .header("jku", "http://localhost:1/keys")
                .sign(stranger.pair().getPrivate()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "a.b.c",
                "..",
                "...",
                "a.b.c.d.e",
                "e30.e30.e30",
                "e30.e30.",
                "%%%",
                "eyJhbGciOiJSUzI1NiJ9.e30.eA",
                "eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.eA",
                "bnVsbA.bnVsbA.bnVsbA",
                "W10.W10.W10"
            })
    void refusesWhatIsNoToken(String token) {
        refused(token);
    }

    @Test
    void answersClaimsOfOddTypesThatTheIssuerSigned() {
        for (var name : List.of("exp", "nbf", "sub", "aud", "iss")) {
            Object odd = name.equals("exp") || name.equals("nbf") ? "soon" : 7;
            refused(KEY.signRaw(new JsonObject(payload()).put(name, odd).encode()));
        }
        for (var name : List.of("groups", "scope", "upn", "realm_access", "jti")) {
            var token = KEY.signRaw(new JsonObject(payload()).put(name, 7).encode());
            assertThat(lists(token).extract().statusCode()).as(name).isIn(200, 401);
        }
    }

    private JwtClaimsBuilder claims() {
        return ISSUER.claims(acme.id(), "KeyAdmin");
    }

    private String good(String... roles) {
        return KEY.sign(ISSUER.claims(acme.id(), roles));
    }

    private String payload() {
        var now = Instant.now().getEpochSecond();
        return "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"somebody\",\"iat\":%d,\"exp\":%d,\"organization\":\"%s\",\"roles\":[\"KeyAdmin\"]}"
                .formatted(ISSUER.url(), Issuer.AUDIENCE, now, now + 300, acme.id());
    }

    private ValidatableResponse refused(JwtClaimsBuilder claims) {
        return refused(KEY.sign(claims));
    }

    private ValidatableResponse refused(String token) {
        return lists(token)
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer realm=\"Latchkey\", error=\"invalid_token\""))
                .body("errors[0].code", equalTo("user_unauthenticated"))
                .body("errors[0].detail", equalTo("The bearer token is invalid."));
    }

    private static ValidatableResponse lists(String token) {
        return Contract.bearing(token).get(Links.KEYS).then();
    }
}
