package io.latchkey.provider.gcp;

import static io.latchkey.provider.Verdicts.reason;
import static io.latchkey.provider.Verdicts.region;
import static io.latchkey.provider.Verdicts.sighting;
import static io.latchkey.provider.Verdicts.told;
import static io.latchkey.provider.Verdicts.trouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.key.Finding;
import io.latchkey.key.GcpKey;
import io.latchkey.key.Inspection;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyVersion;
import io.latchkey.key.Reason;
import io.latchkey.key.Sighting;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.provider.LoopbackServer;
import io.latchkey.provider.ProbeEnded;
import io.latchkey.provider.ProviderContract;
import io.latchkey.provider.gcp.FakeCloudKms.Answer;
import io.latchkey.provider.gcp.FakeCloudKms.Call;
import io.latchkey.support.Crowd;
import io.latchkey.support.Ports;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of Cloud KMS, and what its answers are taken for. */
@QuarkusTest
@TestProfile(GcpProviderTest.WithFakeCloudKms.class)
@TestMethodOrder(OrderAnnotation.class)
class GcpProviderTest implements ProviderContract {

    private static final int PORT = Ports.named("GcpProviderTest");
    private static final KeyId ID = new KeyId("cck-a1b2c3d4e5f6");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HOST = "cloudkms.googleapis.com";
    private static final Set<Finding> EXCESSES = EnumSet.of(Finding.MAY_DESTROY, Finding.MAY_CHANGE, Finding.MAY_GRANT);
    private static final Set<Finding> NEEDS =
            EnumSet.of(Finding.LOOK_DENIED, Finding.USE_TO_ENCRYPT_DENIED, Finding.USE_TO_DECRYPT_DENIED);
    private static final FakeCloudKms KMS = new FakeCloudKms(PORT);

    private final String name =
            "projects/acme-prod/locations/europe-west3/keyRings/ring/cryptoKeys/key-" + UUID.randomUUID();

    @Inject
    GcpProvider provider;

    @BeforeAll
    static void start() {
        KMS.start();
    }

    @AfterAll
    static void stop() {
        KMS.close();
    }

    @BeforeEach
    void makeKey() {
        KMS.put(name);
    }

    @AfterEach
    void forget() {
        KMS.rightly();
        KMS.calls.clear();
    }

    @Override
    public void bring(Situation situation) {
        switch (situation) {
            case USABLE -> KMS.rightly();
            case DENIED -> KMS.insteadOf("GET", Answer.error(403, "PERMISSION_DENIED", "", ""));
            case MISSING -> KMS.insteadOf("GET", Answer.error(404, "NOT_FOUND", "", ""));
            case DISABLED -> KMS.shown(name).getJsonObject("primary").put("state", "DISABLED");
            case WRONG_TYPE -> KMS.shown(name).put("purpose", "MAC");
            case LEAVING -> KMS.shown(name).getJsonObject("primary").put("state", "DESTROY_SCHEDULED");
            case THROTTLED -> KMS.insteadOf("GET", Answer.error(429, "RESOURCE_EXHAUSTED", "", ""));
            case DOWN -> KMS.insteadOf("GET", new Answer(LoopbackServer.HANG_UP, ""));
            case FAILING -> KMS.insteadOf("GET", Answer.error(503, "UNAVAILABLE", "", ""));
            case GARBAGE -> KMS.insteadOf("GET", new Answer(200, "<html>sign in</html>"));
        }
    }

    @Override
    public void mend() {
        KMS.rightly();
        KMS.put(name);
    }

    @Override
    public Verdict probe() {
        return probe(name);
    }

    @Test
    void provesAKeyWithThreeCallsAndNoOther() {
        assertThat(region(probe(name))).isEqualTo("europe-west3");
        assertThat(KMS.calls.stream().filter(call -> call.host().equals(HOST)))
                .containsExactly(
                        new Call(HOST, "GET /v1/" + name),
                        new Call(HOST, "POST /v1/" + name + ":encrypt"),
                        new Call(HOST, "POST /v1/" + name + ":decrypt"));
    }

    @Test
    void encryptsWithTheVersionThatIsNamedAndDecryptsWithTheKey() {
        var version = FakeCloudKms.version(name);
        KMS.shown(name)
                .put(
                        "primary",
                        new JsonObject()
                                .put("name", name + "/cryptoKeyVersions/9")
                                .put("state", "DISABLED"));
        assertThat(region(probe(version))).isEqualTo("europe-west3");
        assertThat(KMS.calls.stream().filter(call -> call.host().equals(HOST)))
                .containsExactly(
                        new Call(HOST, "GET /v1/" + name),
                        new Call(HOST, "POST /v1/" + version + ":encrypt"),
                        new Call(HOST, "POST /v1/" + name + ":decrypt"));
        assertThat(trouble(probe(name + "/cryptoKeyVersions/2"))).isEqualTo(Trouble.UNREADABLE_ANSWER);
    }

    @Test
    void takesAFailedPreconditionOfANamedVersionForItsState() {
        KMS.insteadOf("encrypt", Answer.error(400, "FAILED_PRECONDITION", "", ""));
        assertThat(reason(probe(FakeCloudKms.version(name)))).isEqualTo(Reason.KEY_DISABLED);
        assertThat(trouble(probe(name))).isEqualTo(Trouble.KEY_IN_TRANSITION);
        KMS.shown(name).put("versionTemplate", new JsonObject().put("protectionLevel", "EXTERNAL_VPC"));
        assertThat(trouble(probe(FakeCloudKms.version(name)))).isEqualTo(Trouble.KEY_IN_TRANSITION);
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLED, KEY_DISABLED",
        "DESTROYED, PENDING_DELETION",
        "DESTROY_SCHEDULED, PENDING_DELETION",
        "PENDING_EXTERNAL_DESTRUCTION, PENDING_DELETION",
        "EXTERNAL_DESTRUCTION_FAILED, PENDING_DELETION",
        "PENDING_IMPORT, KEY_MATERIAL_MISSING",
        "IMPORT_FAILED, KEY_MATERIAL_MISSING",
        "GENERATION_FAILED, KEY_MATERIAL_MISSING",
        "PENDING_GENERATION, KEY_IN_TRANSITION",
        "SOMETHING_NEW, UNMAPPED"
    })
    void knowsTheStatesOfAPrimaryVersion(String state, String expected) {
        KMS.shown(name).getJsonObject("primary").put("state", state);
        assertThat(told(probe(name))).isEqualTo(expected);
    }

    @Test
    void knowsTheStateOfANamedVersionThatIsPrimary() {
        KMS.shown(name).getJsonObject("primary").put("state", "DESTROY_SCHEDULED");
        assertThat(reason(probe(FakeCloudKms.version(name)))).isEqualTo(Reason.PENDING_DELETION);
    }

    @Test
    void knowsAProjectByItsNumberAndItsId() {
        var numbered = name.replace("acme-prod", "123456789012");
        KMS.put(numbered);
        KMS.shown(numbered).put("name", name);
        assertThat(region(probe(numbered))).isEqualTo("europe-west3");
        KMS.shown(numbered).put("name", name + "-other");
        assertThat(trouble(probe(numbered))).isEqualTo(Trouble.UNREADABLE_ANSWER);
    }

    @Test
    void refusesAKeyThatCannotBeUsed() {
        KMS.shown(name).remove("primary");
        assertThat(reason(probe(name))).isEqualTo(Reason.KEY_MATERIAL_MISSING);
        KMS.shown(name).put("purpose", "ASYMMETRIC_SIGN");
        assertThat(reason(probe(name))).isEqualTo(Reason.WRONG_KEY_TYPE);
        assertThat(reason(probe(name + "-missing"))).isEqualTo(Reason.ACCESS_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "403, PERMISSION_DENIED, '', '', ACCESS_DENIED",
        "403, PERMISSION_DENIED, IAM_PERMISSION_DENIED, '', ACCESS_DENIED",
        "403, PERMISSION_DENIED, SECURITY_POLICY_VIOLATED, '', NETWORK_BLOCKED",
        "403, PERMISSION_DENIED, SERVICE_DISABLED, projects/acme-prod, SERVICE_DISABLED",
        "403, PERMISSION_DENIED, SERVICE_DISABLED, projects/platform, CREDENTIAL_REFUSED",
        "403, PERMISSION_DENIED, BILLING_DISABLED, projects/platform, CREDENTIAL_REFUSED",
        "403, PERMISSION_DENIED, CONSUMER_INVALID, projects/platform, CREDENTIAL_REFUSED",
        "403, PERMISSION_DENIED, CONSUMER_SUSPENDED, projects/platform, CREDENTIAL_REFUSED",
        "403, PERMISSION_DENIED, USER_PROJECT_DENIED, projects/platform, CREDENTIAL_REFUSED",
        "403, PERMISSION_DENIED, ACCESS_TOKEN_SCOPE_INSUFFICIENT, '', CREDENTIAL_REFUSED",
        "403, PERMISSION_DENIED, ACCOUNT_STATE_INVALID, '', CREDENTIAL_REFUSED",
        "403, PERMISSION_DENIED, SOMETHING_NEW, '', UNMAPPED",
        "404, NOT_FOUND, '', '', KEY_NOT_FOUND",
        "400, FAILED_PRECONDITION, '', '', KEY_IN_TRANSITION",
        "400, INVALID_ARGUMENT, '', '', BROKEN",
        "401, UNAUTHENTICATED, '', '', CREDENTIAL_REFUSED",
        "429, RESOURCE_EXHAUSTED, '', '', THROTTLED",
        "503, UNAVAILABLE, '', '', CLOUD_FAILED",
        "500, INTERNAL, '', '', CLOUD_FAILED",
        "409, ABORTED, '', '', CLOUD_FAILED",
        "500, UNKNOWN, '', '', CLOUD_FAILED",
        "499, CANCELLED, '', '', CLOUD_FAILED",
        "504, DEADLINE_EXCEEDED, '', '', TIMED_OUT",
        "501, UNIMPLEMENTED, '', '', CLOUD_FAILED",
        "500, DATA_LOSS, '', '', CLOUD_FAILED",
        "400, OUT_OF_RANGE, '', '', UNMAPPED",
        "409, ALREADY_EXISTS, '', '', UNMAPPED",
        "403, SOMETHING_NEW, '', '', UNMAPPED",
        "429, SOMETHING_NEW, '', '', THROTTLED",
        "401, SOMETHING_NEW, '', '', CREDENTIAL_REFUSED"
    })
    void takesAnErrorForWhatItIs(int status, String rpc, String reason, String consumer, String expected) {
        for (var step : List.of("GET", "encrypt", "decrypt")) {
            KMS.insteadOf(step, Answer.error(status, rpc, reason, consumer));
            assertThat(told(probe(name))).as(step).isEqualTo(expected);
            KMS.rightly();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"name\": \"NAME\"}",
                "{\"name\": \"NAME-other\", \"purpose\": \"ENCRYPT_DECRYPT\", \"primary\": {\"state\": \"ENABLED\"}}",
                "{\"name\": \"NAME\", \"purpose\": \"ENCRYPT_DECRYPT\", \"primary\": {}}",
                "{\"name\": \"NAME\", \"purpose\": \"ENCRYPT_DECRYPT\", \"primary\": \"ENABLED\"}",
                "{\"name\": \"NAME/cryptoKeyVersions/1\", \"ciphertext\": \"eA==\", \"ciphertextCrc32c\": \"1\","
                        + " \"verifiedPlaintextCrc32c\": true, \"verifiedAdditionalAuthenticatedDataCrc32c\": true}",
                "{\"name\": \"NAME/cryptoKeyVersions/1\", \"ciphertext\": \"eA==\", \"ciphertextCrc32c\": \"3032735353\"}",
                "{\"name\": \"projects/other/cryptoKeyVersions/1\", \"ciphertext\": \"eA==\"}",
                "{\"plaintext\": \"eA==\", \"plaintextCrc32c\": \"1\"}",
                "{\"plaintext\": \"eA==\"}",
                "{\"plaintext\": \"%%\", \"plaintextCrc32c\": \"0\"}",
                "{\"plaintext\": 7}",
                "<html>sign in</html>"
            })
    void learnsNothingFromAnAnswerThatMakesNoSense(String body) {
        for (var step : List.of("GET", "encrypt", "decrypt")) {
            KMS.insteadOf(step, new Answer(200, body.replace("NAME", name)));
            assertThat(trouble(probe(name))).as(step).isEqualTo(Trouble.UNREADABLE_ANSWER);
            KMS.rightly();
        }
    }

    @Test
    void hasARowForEveryErrorThatIsKnown() throws NoSuchMethodException {
        var rows = List.of(GcpProviderTest.class
                .getDeclaredMethod(
                        "takesAnErrorForWhatItIs", int.class, String.class, String.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .value());
        assertThat(Arrays.stream(CloudKmsError.values()))
                .allSatisfy(error -> assertThat(rows).anyMatch(row -> row.contains(", " + error.name() + ",")));
        Logger.getLogger(GcpProviderTest.class).infof("%d errors of Cloud KMS in the table", rows.size());
    }

    @Test
    void asksForOneTokenHoweverManyProbesFindTheOldOneRefused() {
        assertThat(probe(name)).isInstanceOf(Usable.class);
        KMS.calls.clear();
        KMS.forgetTokens();
        assertThat(Crowd.together(20, _ -> probe(name))).allMatch(Usable.class::isInstance);
        assertThat(KMS.calls.stream().filter(call -> call.what().equals("POST /token")))
                .hasSize(1);
    }

    @Test
    void seesThePrimaryVersionAndHowItIsProtected() {
        assertThat(sighting(probe()))
                .isEqualTo(new Sighting(
                        Set.of(Finding.SOFTWARE_PROTECTION),
                        Optional.of(new KeyVersion("1", Optional.of(Instant.parse("2026-01-02T03:04:05.678901Z"))))));
        KMS.rotate(name, 2, "2026-02-03T04:05:06Z");
        assertThat(sighting(probe()))
                .isEqualTo(new Sighting(
                        Set.of(),
                        Optional.of(new KeyVersion("2", Optional.of(Instant.parse("2026-02-03T04:05:06Z"))))));
        KMS.shown(name).getJsonObject("primary").put("protectionLevel", "EXTERNAL_VPC");
        assertThat(sighting(probe()).findings()).containsExactly(Finding.EXTERNAL_KEY_STORE);
    }

    @Test
    void seesThatANamedVersionIsNeverRotated() {
        assertThat(sighting(probe(FakeCloudKms.version(name))).findings())
                .containsExactlyInAnyOrder(Finding.VERSION_PINNED, Finding.SOFTWARE_PROTECTION);
        KMS.rotate(name, 2, "2026-02-03T04:05:06Z");
        assertThat(sighting(probe(FakeCloudKms.version(name))))
                .as("of a version that is not primary nothing is shown")
                .isEqualTo(new Sighting(
                        Set.of(Finding.VERSION_PINNED), Optional.of(new KeyVersion("1", Optional.empty()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "+1000000000-12-31T23:59:59Z", "1969-01-01T00:00:00Z"})
    void takesNoTimeFromWhatIsNone(String time) {
        KMS.rotate(name, 2, time);
        assertThat(sighting(probe()).version()).contains(new KeyVersion("2", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "cryptoKeyVersions.destroy, MAY_DESTROY",
        "cryptoKeyVersions.update, MAY_CHANGE",
        "cryptoKeys.update, MAY_CHANGE",
        "cryptoKeys.setIamPolicy, MAY_GRANT"
    })
    void findsWhatTheGrantGivesTooMuch(String permission, Finding finding) {
        assertThat(inspection()).isEqualTo(new Inspection(EXCESSES, Set.of()));
        KMS.granted(name).add("cloudkms." + permission);
        assertThat(inspection()).isEqualTo(new Inspection(EXCESSES, Set.of(finding)));
    }

    @ParameterizedTest
    @CsvSource({
        "cryptoKeys.get, LOOK_DENIED",
        "cryptoKeyVersions.useToEncrypt, USE_TO_ENCRYPT_DENIED",
        "cryptoKeyVersions.useToDecrypt, USE_TO_DECRYPT_DENIED"
    })
    void explainsWhatADeniedKeyLacks(String permission, Finding finding) {
        KMS.granted(name).remove("cloudkms." + permission);
        assertThat(explanation()).isEqualTo(new Inspection(NEEDS, Set.of(finding)));
        KMS.granted(name).clear();
        assertThat(explanation()).isEqualTo(new Inspection(NEEDS, NEEDS));
    }

    @Test
    void learnsNothingFromAnInspectionThatIsNotClearlyAnswered() {
        KMS.insteadOf("testIamPermissions", new Answer(200, "{\"permissions\": \"all\"}"));
        assertThat(inspection()).isEqualTo(Inspection.NONE);
        KMS.insteadOf("testIamPermissions", Answer.error(503, "UNAVAILABLE", "", ""));
        assertThatThrownBy(this::inspection).isInstanceOf(ProbeEnded.class);
    }

    private Inspection inspection() {
        return provider.inspect(ID, GcpKey.parse(name)).await().atMost(PATIENCE);
    }

    private Inspection explanation() {
        return provider.explain(ID, GcpKey.parse(name)).await().atMost(PATIENCE);
    }

    /** The last one: that there is no token is remembered for a while. */
    @Test
    @Order(Integer.MAX_VALUE)
    void callsNoKeyBadForATokenThatIsNotToBeHad() {
        assertThat(probe(name)).isInstanceOf(Usable.class);
        KMS.forgetTokens();
        KMS.insteadOf("token", new Answer(400, "{\"error\": \"invalid_grant\", \"error_description\": \"a message\"}"));
        assertThat(trouble(probe(name))).isEqualTo(Trouble.CREDENTIAL_REFUSED);
    }

    private Verdict probe(String keyId) {
        return provider.probe(ID, GcpKey.parse(keyId)).await().atMost(PATIENCE);
    }

    /** A service that asks the tests' own Cloud KMS, and nobody on schedule. */
    public static final class WithFakeCloudKms implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.provider", "cloud",
                    "latchkey.gcp.endpoint", FakeCloudKms.url(PORT),
                    "latchkey.gcp.credentials-file",
                            ServiceAccount.of(PORT).file().toString(),
                    "latchkey.outbound.backoff", "1MS",
                    "latchkey.outbound.circuit-breaker.volume", "10000",
                    "quarkus.scheduler.enabled", "false");
        }
    }
}
