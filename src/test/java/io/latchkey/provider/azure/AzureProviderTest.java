package io.latchkey.provider.azure;

import static io.latchkey.provider.Verdicts.reason;
import static io.latchkey.provider.Verdicts.region;
import static io.latchkey.provider.Verdicts.sighting;
import static io.latchkey.provider.Verdicts.told;
import static io.latchkey.provider.Verdicts.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AzureKey;
import io.latchkey.key.Finding;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyVersion;
import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.provider.LoopbackServer;
import io.latchkey.provider.ProviderContract;
import io.latchkey.provider.azure.FakeAzure.Answer;
import io.latchkey.provider.azure.FakeAzure.Call;
import io.latchkey.provider.azure.FakeAzure.Key;
import io.latchkey.support.Crowd;
import io.latchkey.support.Ports;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of Azure, and what its answers are taken for. */
@QuarkusTest
@TestProfile(AzureProviderTest.WithFakeAzure.class)
class AzureProviderTest implements ProviderContract {

    private static final Logger LOG = Logger.getLogger(AzureProviderTest.class);
    private static final int PORT = Ports.named("AzureProviderTest");
    private static final KeyId ID = new KeyId("cck-a1b2c3d4e5f6");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HOST = "acme.vault.azure.net";
    private static final FakeAzure AZURE = new FakeAzure(PORT, "");

    /** Each test has a tenant of its own, and so no token that another one got. */
    private final String tenant = UUID.randomUUID().toString();

    private Key key;

    @Inject
    AzureProvider provider;

    @BeforeAll
    static void start() {
        AZURE.start();
    }

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    @BeforeEach
    void makeKey() {
        AZURE.vaultTenant = tenant;
        key = AZURE.put(HOST, "billing");
    }

    @AfterEach
    void forget() {
        AZURE.rightly();
        AZURE.calls.clear();
    }

    @Override
    public void bring(Situation situation) {
        switch (situation) {
            case USABLE -> AZURE.rightly();
            case DENIED -> key.granted = false;
            case MISSING -> AZURE.insteadOf("key", Answer.error(404, "KeyNotFound", ""));
            case DISABLED -> key.attributes = new JsonObject().put("enabled", false);
            case WRONG_TYPE -> key.type = "EC";
            case LEAVING ->
                key.attributes = new JsonObject()
                        .put("enabled", true)
                        .put("exp", Instant.now().getEpochSecond() - 60);
            case THROTTLED -> AZURE.insteadOf("key", Answer.error(429, "Throttled", ""));
            case DOWN -> AZURE.insteadOf("key", Answer.of(LoopbackServer.HANG_UP, ""));
            case FAILING -> AZURE.insteadOf("key", Answer.error(503, "ServiceUnavailable", ""));
            case GARBAGE -> AZURE.insteadOf("key", Answer.of(200, "<html>sign in</html>"));
        }
    }

    @Override
    public void mend() {
        AZURE.rightly();
        makeKey();
    }

    @Test
    void provesAKeyByWrappingAndUnwrapping() {
        assertThat(region(probe())).isEqualTo("westeurope");
        assertThat(AZURE.calls)
                .containsExactly(
                        new Call(HOST, "GET /keys/billing", false),
                        new Call("login.microsoftonline.com", "POST /" + tenant + "/oauth2/v2.0/token", false),
                        new Call(HOST, "GET /keys/billing", true),
                        new Call(HOST, "POST /keys/billing/" + FakeAzure.VERSION + "/wrapkey", true),
                        new Call(HOST, "POST /keys/billing/" + FakeAzure.VERSION + "/unwrapkey", true));
    }

    @ParameterizedTest
    @CsvSource({
        "vault.azure.cn, login.partner.microsoftonline.cn, vaults",
        "vault.usgovcloudapi.net, login.microsoftonline.us, vaults",
        "managedhsm.azure.net, login.microsoftonline.com, managedHSMs"
    })
    void asksTheCloudThatTheVaultIsIn(String suffix, String login, String type) {
        AZURE.put("acme." + suffix, "billing");
        assertThat(region(probe(azureKey(suffix, type)))).isEqualTo("westeurope");
        assertThat(AZURE.calls).extracting(Call::host).contains("acme." + suffix, login);
        assertThat(AZURE.calls).extracting(Call::host).containsOnly("acme." + suffix, login);
    }

    @Test
    void asksForOneTokenHoweverManyProbesWantIt() {
        Crowd.together(20, _ -> probe());
        assertThat(AZURE.calls.stream().filter(call -> call.host().startsWith("login.")))
                .hasSize(1);
    }

    @Test
    void asksForAnotherTokenWhenTheVaultTakesItNoMore() {
        assertThat(probe()).isInstanceOf(Usable.class);
        AZURE.forgetTokens();
        assertThat(probe()).isInstanceOf(Usable.class);
        AZURE.insteadOf("key", Answer.error(401, "Unauthorized", ""));
        assertThat(trouble(probe())).isEqualTo(Trouble.CREDENTIAL_REFUSED);
    }

    @Test
    void refusesAKeyOfAnotherTenantBeforeItSendsAToken() {
        AZURE.vaultTenant = UUID.randomUUID().toString();
        assertThat(reason(probe())).isEqualTo(Reason.TENANT_MISMATCH);
        assertThat(AZURE.calls).noneMatch(Call::hadToken);
    }

    @Test
    void refusesAKeyThatCannotBeUsed() {
        key.granted = false;
        assertThat(reason(probe())).isEqualTo(Reason.ACCESS_DENIED);
        key.granted = true;
        key.attributes = new JsonObject().put("enabled", false);
        assertThat(reason(probe())).isEqualTo(Reason.KEY_DISABLED);
        var now = Instant.now().getEpochSecond();
        key.attributes = new JsonObject().put("enabled", true).put("exp", now - 60);
        assertThat(reason(probe())).isEqualTo(Reason.EXPIRED);
        key.attributes = new JsonObject().put("enabled", true).put("nbf", now + 3_600);
        assertThat(reason(probe())).isEqualTo(Reason.NOT_YET_ACTIVE);
        key.attributes =
                new JsonObject().put("enabled", true).put("nbf", now - 60).put("exp", now + 3_600);
        assertThat(probe()).isInstanceOf(Usable.class);
        key.operations = new JsonArray(List.of("wrapKey", "sign"));
        assertThat(reason(probe())).isEqualTo(Reason.OPERATION_NOT_PERMITTED);
        key.type = "EC";
        assertThat(reason(probe())).isEqualTo(Reason.WRONG_KEY_TYPE);
    }

    @Test
    void believesWrappingOnlyTogetherWithUnwrapping() {
        AZURE.insteadOf("unwrapkey", Answer.error(403, "Forbidden", "KeyDisabled"));
        assertThat(reason(probe())).isEqualTo(Reason.KEY_DISABLED);
        AZURE.insteadOf("unwrapkey", Answer.of(200, "{\"value\": \"c29tZXRoaW5nIGVsc2U\"}"));
        assertThat(trouble(probe())).isEqualTo(Trouble.UNREADABLE_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden, KeyDisabled, KEY_DISABLED",
        "403, Forbidden, KeyOperationForbidden, OPERATION_NOT_PERMITTED",
        "403, Forbidden, KeyExpired, EXPIRED",
        "403, Forbidden, KeyNotYetValid, NOT_YET_ACTIVE",
        "403, Forbidden, ForbiddenByRbac, ACCESS_DENIED",
        "403, Forbidden, ForbiddenByPolicy, ACCESS_DENIED",
        "403, Forbidden, AccessDenied, ACCESS_DENIED",
        "403, Forbidden, ForbiddenByFirewall, NETWORK_BLOCKED",
        "403, Forbidden, ForbiddenByConnection, NETWORK_BLOCKED",
        "403, Forbidden, '', ACCESS_DENIED",
        "404, KeyNotFound, '', KEY_NOT_FOUND",
        "409, Conflict, ObjectIsDeletedButRecoverable, PENDING_DELETION",
        "409, Conflict, ObjectIsBeingDeleted, PENDING_DELETION",
        "400, BadParameter, '', BROKEN",
        "401, Unauthorized, '', CREDENTIAL_REFUSED",
        "408, RequestTimeout, '', TIMED_OUT",
        "408, Another, '', TIMED_OUT",
        "429, Throttled, '', THROTTLED",
        "429, Another, '', THROTTLED",
        "500, InternalServerError, '', CLOUD_FAILED",
        "503, ServiceUnavailable, '', CLOUD_FAILED",
        "502, Another, '', CLOUD_FAILED",
        "403, Forbidden, SomethingNew, UNMAPPED",
        "403, SomethingNew, '', UNMAPPED",
        "404, SomethingNew, '', UNMAPPED",
        "409, SomethingNew, '', UNMAPPED",
        "400, SomethingNew, '', UNMAPPED"
    })
    void takesAnErrorOfAVaultForWhatItIs(int status, String code, String inner, String expected) {
        AZURE.insteadOf("key", Answer.error(status, code, inner));
        assertThat(told(probe())).isEqualTo(expected);
        AZURE.rightly();
        for (var step : List.of("wrapkey", "unwrapkey")) {
            AZURE.insteadOf(step, Answer.error(status, code, inner));
            assertThat(told(probe())).as(step).isEqualTo(expected);
            AZURE.rightly();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "90002, TENANT_NOT_FOUND",
        "900023, TENANT_NOT_FOUND",
        "700016, APPLICATION_MISSING",
        "7000229, APPLICATION_MISSING",
        "7000215, CREDENTIAL_REFUSED",
        "7000222, CREDENTIAL_REFUSED",
        "7000218, CREDENTIAL_REFUSED",
        "700024, CREDENTIAL_REFUSED",
        "700027, CREDENTIAL_REFUSED",
        "70021, CREDENTIAL_REFUSED",
        "700213, CREDENTIAL_REFUSED",
        "50196, THROTTLED",
        "90055, THROTTLED",
        "90033, CLOUD_FAILED",
        "90006, CLOUD_FAILED",
        "12345, UNMAPPED"
    })
    void takesAnErrorOfTheTokenEndpointForWhatItIs(int code, String expected) {
        AZURE.insteadOf("token", Answer.login(code));
        assertThat(told(probe())).isEqualTo(expected);
        assertThat(AZURE.calls).noneMatch(Call::hadToken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | {}                                              | THROTTLED
            503 | {}                                              | CLOUD_FAILED
            401 | {"error": "invalid_client"}                     | CREDENTIAL_REFUSED
            400 | {"error": "invalid_scope"}                      | UNMAPPED
            400 | {"error_codes": ["700016"]}                     | UNMAPPED
            400 | {"error_codes": 700016}                         | UNMAPPED
            200 | {}                                              | UNREADABLE_ANSWER
            200 | {"access_token": 7, "expires_in": 60}           | UNREADABLE_ANSWER
            200 | {"access_token": "a b", "expires_in": 60}       | UNREADABLE_ANSWER
            200 | {"access_token": "t", "expires_in": "60"}       | UNREADABLE_ANSWER
            """)
    void learnsNothingFromAStrangeAnswerOfTheTokenEndpoint(int status, String body, Trouble trouble) {
        AZURE.insteadOf("token", Answer.of(status, body));
        assertThat(trouble(probe())).isEqualTo(trouble);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"key\": {}}",
                "{\"key\": {\"kid\": 7, \"kty\": \"RSA\"}, \"attributes\": {\"enabled\": true}}",
                "{\"key\": {\"kid\": \"https://evil.vault.azure.net/keys/billing/78deebed173b48e48f55abf87ed4cf71\","
                        + " \"kty\": \"RSA\"}, \"attributes\": {\"enabled\": true}}",
                "{\"key\": {\"kid\": \"https://acme.vault.azure.net/keys/billing/../x\", \"kty\": \"RSA\"},"
                        + " \"attributes\": {\"enabled\": true}}",
                "{\"key\": {\"kid\": \"https://acme.vault.azure.net/keys/billing/78deebed173b48e48f55abf87ed4cf71\","
                        + " \"kty\": \"RSA\"}, \"attributes\": {\"enabled\": \"no\"}}",
                "{\"value\": 7}",
                "{\"value\": \"\"}",
                "<html>sign in</html>"
            })
    void learnsNothingFromAnAnswerThatMakesNoSense(String body) {
        for (var step : List.of("key", "wrapkey", "unwrapkey")) {
            AZURE.insteadOf(step, Answer.of(200, body));
            assertThat(trouble(probe())).as(step).isEqualTo(Trouble.UNREADABLE_ANSWER);
            AZURE.rightly();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer authorization=\"https://login.windows.net/\"",
                "Bearer authorization=\"http://login.windows.net/TENANT\"",
                "Bearer authorization=\"https://login.windows.net/common\"",
                "Basic realm=\"x\""
            })
    void learnsNothingFromAStrangeChallenge(String challenge) {
        AZURE.insteadOf(
                "challenge",
                new Answer(401, Map.of("WWW-Authenticate", challenge.replace("TENANT", tenant)), "{\"error\":{}}"));
        assertThat(trouble(probe())).isEqualTo(Trouble.UNREADABLE_ANSWER);
        assertThat(AZURE.calls).hasSize(1);
    }

    @Test
    void hasARowForEveryErrorThatIsKnown() throws NoSuchMethodException {
        var vault = rows("takesAnErrorOfAVaultForWhatItIs", int.class, String.class, String.class, String.class);
        var login = rows("takesAnErrorOfTheTokenEndpointForWhatItIs", int.class, String.class);
        assertThat(Arrays.stream(VaultError.values()))
                .allSatisfy(error -> assertThat(vault)
                        .anyMatch(
                                row -> row.startsWith(error.status() + ",") && row.contains(" " + error.name() + ",")));
        assertThat(Arrays.stream(LoginError.values()))
                .allSatisfy(error -> assertThat(login).anyMatch(row -> row.startsWith(error.code() + ",")));
        LOG.infof("%d errors of vaults and %d of the token endpoint in the tables", vault.size(), login.size());
    }

    private static List<String> rows(String test, Class<?>... parameters) throws NoSuchMethodException {
        return List.of(AzureProviderTest.class
                .getDeclaredMethod(test, parameters)
                .getAnnotation(CsvSource.class)
                .value());
    }

    @Test
    void isToldOfAFirewallBeforeAnyToken() {
        AZURE.insteadOf("challenge", Answer.error(403, "Forbidden", "ForbiddenByFirewall"));
        assertThat(reason(probe())).isEqualTo(Reason.NETWORK_BLOCKED);
    }

    @Test
    void seesOperationsThatNobodyNeeds() {
        assertThat(sighting(probe()).findings()).containsExactly(Finding.OPERATIONS_TOO_BROAD);
        key.operations = new JsonArray(List.of("unwrapKey", "wrapKey"));
        assertThat(sighting(probe()).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Purgeable, true",
        "Recoverable+Purgeable, true",
        "CustomizedRecoverable+Purgeable, true",
        "Recoverable, false",
        "Recoverable+ProtectedSubscription, false",
        "CustomizedRecoverable, false"
    })
    void seesAVaultWithoutPurgeProtection(String level, boolean isFound) {
        key.attributes = new JsonObject().put("enabled", true).put("recoveryLevel", level);
        assertThat(sighting(probe()).findings().contains(Finding.NO_PURGE_PROTECTION))
                .isEqualTo(isFound);
    }

    @ParameterizedTest
    @CsvSource({"29, true", "31, false"})
    void seesAVersionThatExpiresSoon(int days, boolean isFound) {
        key.attributes = new JsonObject()
                .put("enabled", true)
                .put("exp", Instant.now().plus(Duration.ofDays(days)).getEpochSecond());
        assertThat(sighting(probe()).findings().contains(Finding.EXPIRES_SOON)).isEqualTo(isFound);
    }

    @ParameterizedTest
    @CsvSource({"1493942451, 2017-05-05T00:00:51Z", "0,", "-1,", "9223372036854775807,"})
    void seesTheVersionThatARotationMade(long created, Instant expected) {
        key.attributes = new JsonObject().put("enabled", true).put("created", created);
        assertThat(sighting(probe()).version())
                .contains(new KeyVersion(FakeAzure.VERSION, Optional.ofNullable(expected)));
        key.version = "0".repeat(31) + "2";
        assertThat(sighting(probe()).version().map(KeyVersion::name)).contains(key.version);
    }

    private AzureKey azureKey(String suffix, String type) {
        return AzureKey.parse(
                "https://acme." + suffix + "/keys/billing",
                "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/"
                        + type + "/acme",
                tenant);
    }

    @Override
    public Verdict probe() {
        return probe(azureKey("vault.azure.net", "vaults"));
    }

    private Verdict probe(AzureKey wanted) {
        return provider.probe(ID, wanted).await().atMost(PATIENCE);
    }

    /** A service that asks the tests' own Azure, and nobody on schedule. */
    public static final class WithFakeAzure implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("latchkey.provider", "cloud"),
                    Map.entry("latchkey.azure.endpoint", FakeAzure.url(PORT)),
                    Map.entry("latchkey.azure.global.client-id", FakeAzure.CLIENT_ID),
                    Map.entry("latchkey.azure.global.client-secret", FakeAzure.SECRET),
                    Map.entry("latchkey.outbound.backoff", "1MS"),
                    Map.entry("latchkey.grantees.azure-china-application-id", FakeAzure.CLIENT_ID),
                    Map.entry("latchkey.grantees.azure-us-government-application-id", FakeAzure.CLIENT_ID),
                    Map.entry("latchkey.azure.china.client-id", FakeAzure.CLIENT_ID),
                    Map.entry("latchkey.azure.china.client-secret", FakeAzure.SECRET),
                    Map.entry("latchkey.azure.us-government.client-id", FakeAzure.CLIENT_ID),
                    Map.entry("latchkey.azure.us-government.client-secret", FakeAzure.SECRET),
                    Map.entry("latchkey.outbound.circuit-breaker.volume", "10000"),
                    Map.entry("quarkus.scheduler.enabled", "false"));
        }
    }
}
