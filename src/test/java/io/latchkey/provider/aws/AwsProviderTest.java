package io.latchkey.provider.aws;

import static io.latchkey.provider.Verdicts.reason;
import static io.latchkey.provider.Verdicts.sighting;
import static io.latchkey.provider.Verdicts.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AwsKey;
import io.latchkey.key.Finding;
import io.latchkey.key.Inspection;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyVersion;
import io.latchkey.key.Reason;
import io.latchkey.key.Sighting;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.provider.LoopbackServer;
import io.latchkey.provider.ProviderContract;
import io.latchkey.provider.aws.FakeKms.Answer;
import io.latchkey.provider.aws.FakeKms.Call;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of KMS, and what its answers are taken for. */
@QuarkusTest
@TestProfile(WithFakeKms.class)
class AwsProviderTest implements ProviderContract {

    private static final KeyId ID = new KeyId("cck-a1b2c3d4e5f6");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Set<Finding> FURTHER_USES = EnumSet.of(
            Finding.GENERATE_DATA_KEY_DENIED,
            Finding.ENCRYPT_DENIED,
            Finding.RE_ENCRYPT_DENIED,
            Finding.MAY_CREATE_GRANTS);

    private static final FakeKms KMS = new FakeKms(WithFakeKms.PORT);

    private final String arn = Samples.arn("111122223333");

    @Inject
    AwsProvider provider;

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
        KMS.put(arn);
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
            case DENIED -> KMS.remove(arn);
            case MISSING -> KMS.insteadOf("DescribeKey", Answer.error(400, "NotFoundException"));
            case DISABLED -> KMS.change(arn, "KeyState", "Disabled");
            case WRONG_TYPE -> KMS.change(arn, "KeyUsage", "SIGN_VERIFY");
            case LEAVING -> KMS.change(arn, "KeyState", "PendingDeletion");
            case THROTTLED -> KMS.insteadOf("DescribeKey", Answer.error(400, "ThrottlingException"));
            case DOWN -> KMS.insteadOf("DescribeKey", Answer.of(LoopbackServer.HANG_UP, ""));
            case FAILING -> KMS.insteadOf("DescribeKey", Answer.error(500, "KMSInternalException"));
            case GARBAGE -> KMS.insteadOf("DescribeKey", Answer.of(200, "<html>sign in</html>"));
        }
    }

    @Override
    public void mend() {
        KMS.rightly();
        KMS.put(arn);
    }

    @Test
    void provesAKeyWithThreeCallsAndNoOther() {
        assertThat(probe()).isEqualTo(new Usable("us-west-2"));
        assertThat(KMS.calls)
                .extracting(Call::operation)
                .containsExactly("DescribeKey", "GenerateDataKeyWithoutPlaintext", "Decrypt");
        assertThat(KMS.calls).allSatisfy(call -> {
            assertThat(call.host()).isEqualTo("kms.us-west-2.amazonaws.com");
            assertThat(call.question().getString("KeyId")).isEqualTo(arn);
        });
        assertThat(KMS.calls.subList(1, 3))
                .allSatisfy(call -> assertThat(call.question().getJsonObject("EncryptionContext"))
                        .isEqualTo(new JsonObject().put("latchkey:key-id", ID.value())));
    }

    @Test
    void asksNothingMoreOnceAKeyIsRefused() {
        KMS.remove(arn);
        assertThat(reason(probe())).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(KMS.calls).extracting(Call::operation).containsExactly("DescribeKey");
    }

    @ParameterizedTest
    @CsvSource({
        "KeyState, Disabled, KEY_DISABLED",
        "KeyState, PendingDeletion, PENDING_DELETION",
        "KeyState, PendingReplicaDeletion, PENDING_DELETION",
        "KeyState, PendingImport, KEY_MATERIAL_MISSING",
        "KeyManager, AWS, WRONG_KEY_TYPE",
        "KeyUsage, SIGN_VERIFY, WRONG_KEY_TYPE",
        "KeyUsage, GENERATE_VERIFY_MAC, WRONG_KEY_TYPE",
        "KeySpec, RSA_4096, WRONG_KEY_TYPE",
        "KeySpec, HMAC_256, WRONG_KEY_TYPE"
    })
    void refusesAKeyThatCannotBeUsed(String member, String value, Reason reason) {
        KMS.change(arn, member, value);
        assertThat(reason(probe())).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "Creating, KEY_IN_TRANSITION",
        "Updating, KEY_IN_TRANSITION",
        "Unavailable, KEY_IN_TRANSITION",
        "SomethingNew, UNMAPPED"
    })
    void waitsForAStateThatPasses(String state, Trouble trouble) {
        KMS.change(arn, "KeyState", state);
        assertThat(trouble(probe())).isEqualTo(trouble);
    }

    @Test
    void believesAKeyThatIsDisabledBetweenTwoCalls() {
        KMS.insteadOf("Decrypt", Answer.error(400, "DisabledException"));
        assertThat(reason(probe())).isEqualTo(Reason.KEY_DISABLED);
    }

    @Test
    void needsAllThreeStepsForAUsableKey() {
        for (var operation : List.of("DescribeKey", "GenerateDataKeyWithoutPlaintext", "Decrypt")) {
            KMS.insteadOf(operation, Answer.error(400, "AccessDeniedException"));
            assertThat(reason(probe())).as(operation).isEqualTo(Reason.ACCESS_DENIED);
            KMS.rightly();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "null",
                "{\"KeyId\": 7}",
                "{\"KeyMetadata\": null}",
                "{\"KeyMetadata\": []}",
                "{\"KeyMetadata\": {\"Arn\": \"arn:aws:kms:us-west-2:111122223333:key/other\"}}",
                "{\"KeyMetadata\": {\"Arn\": \"ARN\"}}",
                "{\"KeyMetadata\": {\"Arn\": \"ARN\", \"KeyManager\": 7}}",
                "{\"KeyId\": \"ARN\", \"CiphertextBlob\": 7}",
                "{\"KeyId\": \"ARN\", \"CiphertextBlob\": \"\"}",
                "{\"KeyId\": \"other\", \"CiphertextBlob\": \"eA==\"}",
                "{\"KeyId\": \"ARN\", \"Plaintext\": \"eA==\"}",
                "{\"KeyId\": \"ARN\", \"Plaintext\": \"%%%\"}",
                "{\"KeyId\": \"other\", \"Plaintext\": \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}",
                "{\"KeyMetadata\": {\"Arn\"",
                "<html>sign in</html>"
            })
    void learnsNothingFromAnAnswerThatMakesNoSense(String body) {
        for (var operation : List.of("DescribeKey", "GenerateDataKeyWithoutPlaintext", "Decrypt")) {
            KMS.insteadOf(operation, Answer.of(200, body.replace("ARN", arn)));
            assertThat(trouble(probe())).as(operation).isEqualTo(Trouble.UNREADABLE_ANSWER);
            KMS.rightly();
        }
    }

    @Test
    void triesAThrottledCloudAgain() {
        KMS.insteadOf("DescribeKey", Answer.error(400, "ThrottlingException"));
        assertThat(trouble(probe())).isEqualTo(Trouble.THROTTLED);
        assertThat(KMS.calls).hasSize(3);
    }

    @Test
    void hasNoCredentialForAPartitionThatIsNotItsOwn() {
        var china = "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        var verdict = provider.probe(ID, AwsKey.parse(china)).await().atMost(PATIENCE);
        assertThat(trouble(verdict)).isEqualTo(Trouble.CREDENTIAL_MISSING);
        assertThat(KMS.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EXTERNAL, MATERIAL_IMPORTED",
        "EXTERNAL_KEY_STORE, EXTERNAL_KEY_STORE",
        "AWS_CLOUDHSM, CLOUDHSM_KEY_STORE"
    })
    void seesWhereTheMaterialIsFrom(String origin, Finding finding) {
        KMS.change(arn, "Origin", origin);
        assertThat(sighting(probe()).findings()).containsExactly(finding);
    }

    @Test
    void seesAMultiRegionKeyAndMaterialThatExpiresSoon() {
        KMS.change(arn, "MultiRegion", true);
        KMS.change(arn, "ValidTo", Instant.now().plus(Duration.ofDays(29)).getEpochSecond());
        assertThat(sighting(probe()).findings()).containsExactlyInAnyOrder(Finding.MULTI_REGION, Finding.EXPIRES_SOON);
        KMS.change(arn, "MultiRegion", false);
        KMS.change(arn, "ValidTo", Instant.now().plus(Duration.ofDays(31)).getEpochSecond() + 0.5);
        assertThat(sighting(probe())).isEqualTo(Sighting.NONE);
    }

    @Test
    void seesTheMaterialThatEncryptsNow() {
        assertThat(sighting(probe()).version()).isEmpty();
        KMS.rotate(arn, "a".repeat(64));
        assertThat(sighting(probe()).version()).contains(new KeyVersion("a".repeat(64), Optional.empty()));
        KMS.rotate(arn, "a message");
        assertThat(sighting(probe()).version()).as("no text of the cloud's").isEmpty();
    }

    @Test
    void inspectsWithDryRunsThatNeedNothingMore() {
        KMS.deny("CreateGrant");
        assertThat(inspection()).isEqualTo(new Inspection(FURTHER_USES, Set.of()));
        assertThat(KMS.calls)
                .extracting(Call::operation)
                .containsExactly(
                        "GenerateDataKeyWithoutPlaintext", "GenerateDataKey", "Encrypt", "ReEncrypt", "CreateGrant");
        assertThat(KMS.calls.subList(1, KMS.calls.size()))
                .allSatisfy(
                        call -> assertThat(call.question().getBoolean("DryRun")).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"GenerateDataKey, GENERATE_DATA_KEY_DENIED", "Encrypt, ENCRYPT_DENIED", "ReEncrypt, RE_ENCRYPT_DENIED"})
    void findsWhatTheGrantLacks(String operation, Finding finding) {
        KMS.deny("CreateGrant");
        KMS.deny(operation);
        assertThat(inspection()).isEqualTo(new Inspection(FURTHER_USES, Set.of(finding)));
        assertThat(probe()).as("the key can be used all the same").isInstanceOf(Usable.class);
    }

    /** A grant that the platform could give to anybody: the condition {@code kms:GrantIsForAWSResource} denies this one. */
    @Test
    void findsThatTheGrantIsTooBroad() {
        assertThat(inspection()).isEqualTo(new Inspection(FURTHER_USES, Set.of(Finding.MAY_CREATE_GRANTS)));
        assertThat(probe()).isInstanceOf(Usable.class);
    }

    /** Nor does one that is answered so keep the others from being told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 {\"__type\": \"ThrottlingException\"}",
                "400 {\"__type\": \"ValidationException\"}",
                "500 {\"__type\": \"KMSInternalException\"}",
                "400 {\"__type\": \"AccessDeniedException\", \"message\": \"no identity-based policy allows it\"}",
                "200 {}",
                "200 <html>sign in</html>"
            })
    void learnsNothingFromADryRunThatIsNotClearlyAnswered(String answer) {
        KMS.insteadOf("ReEncrypt", Answer.of(Integer.parseInt(answer.substring(0, 3)), answer.substring(4)));
        KMS.deny("Encrypt");
        KMS.deny("CreateGrant");
        var others = EnumSet.copyOf(FURTHER_USES);
        others.remove(Finding.RE_ENCRYPT_DENIED);
        assertThat(inspection()).isEqualTo(new Inspection(others, Set.of(Finding.ENCRYPT_DENIED)));
    }

    private Inspection inspection() {
        return provider.inspect(ID, AwsKey.parse(arn)).await().atMost(PATIENCE);
    }

    @Override
    public Verdict probe() {
        return provider.probe(ID, AwsKey.parse(arn)).await().atMost(PATIENCE);
    }
}
