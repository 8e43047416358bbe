package io.latchkey.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.provider.ProbeEnded;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error that AWS documents for what Latchkey asks, and what it is taken for. */
class KmsErrorTableTest {

    private static final String TABLE = """
            400 AccessDeniedException ACCESS_DENIED
            403 AccessDeniedException ACCESS_DENIED
            400 NotFoundException KEY_NOT_FOUND
            404 NotFoundException KEY_NOT_FOUND
            400 InvalidArnException KEY_NOT_FOUND
            400 DisabledException KEY_DISABLED
            400 InvalidKeyUsageException WRONG_KEY_TYPE
            400 UnsupportedOperationException WRONG_KEY_TYPE
            400 KMSInvalidStateException KEY_IN_TRANSITION
            400 KeyUnavailableException KEY_IN_TRANSITION
            500 KeyUnavailableException KEY_IN_TRANSITION
            400 ThrottlingException THROTTLED
            400 Throttling THROTTLED
            400 LimitExceededException THROTTLED
            503 RequestLimitExceeded THROTTLED
            429 TooManyRequestsException THROTTLED
            500 KMSInternalException CLOUD_FAILED
            500 InternalFailure CLOUD_FAILED
            500 InternalServerError CLOUD_FAILED
            503 ServiceUnavailable CLOUD_FAILED
            503 ServiceUnavailableException CLOUD_FAILED
            503 DependencyTimeoutException CLOUD_FAILED
            400 UnrecognizedClientException CREDENTIAL_REFUSED
            403 InvalidClientTokenId CREDENTIAL_REFUSED
            400 InvalidSignatureException CREDENTIAL_REFUSED
            403 SignatureDoesNotMatch CREDENTIAL_REFUSED
            400 ExpiredTokenException CREDENTIAL_REFUSED
            403 ExpiredToken CREDENTIAL_REFUSED
            400 IncompleteSignature CREDENTIAL_REFUSED
            400 IncompleteSignatureException CREDENTIAL_REFUSED
            403 MissingAuthenticationToken CREDENTIAL_REFUSED
            400 MissingAuthenticationTokenException CREDENTIAL_REFUSED
            403 OptInRequired CREDENTIAL_REFUSED
            400 NotAuthorized CREDENTIAL_REFUSED
            400 RequestExpired CLOCK_SKEW
            403 RequestTimeTooSkewed CLOCK_SKEW
            400 InvalidCiphertextException BROKEN
            400 IncorrectKeyException BROKEN
            400 InvalidGrantTokenException BROKEN
            400 DryRunOperationException BROKEN
            400 ValidationException BROKEN
            400 ValidationError BROKEN
            400 SerializationException BROKEN
            404 UnknownOperationException BROKEN
            400 InvalidAction BROKEN
            400 SomethingThatIsNewException UNMAPPED
            403 SomethingThatIsNewException UNMAPPED
            404 SomethingThatIsNewException UNMAPPED
            500 SomethingThatIsNewException CLOUD_FAILED
            429 SomethingThatIsNewException THROTTLED
            """;

    private record Row(int status, String type, String expected) {}

    private static Stream<Row> rows() {
        return TABLE.lines()
                .map(line -> line.split(" "))
                .map(cells -> new Row(Integer.parseInt(cells[0]), cells[1], cells[2]));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void takesAnErrorForWhatItIs(Row row) {
        for (var written :
                new String[] {row.type, "com.amazonaws.kms#" + row.type, row.type + ":http://internal.amazon.com/"}) {
            assertThat(told(answer(row.status, written, "a message"))).isEqualTo(row.expected);
        }
        var inHeader = MultiMap.caseInsensitiveMultiMap().add("X-Amzn-ErrorType", row.type);
        assertThat(told(new CloudAnswer(row.status, inHeader, new JsonObject())))
                .isEqualTo(row.expected);
    }

    @Test
    void hasARowForEveryErrorThatIsKnown() {
        assertThat(rows().map(Row::type).distinct())
                .containsAll(Arrays.stream(KmsError.values()).map(Enum::name).toList());
        Logger.getLogger(KmsErrorTableTest.class).infof("%d errors of KMS in the table", rows().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "because no identity-based policy allows the kms:DescribeKey action",
                "with an explicit deny in an identity-based policy",
                "with an explicit deny in a service control policy",
                "because no service control policy allows the kms:Decrypt action",
                "because no permissions boundary allows the kms:Decrypt action",
                "because no session policy allows the kms:Decrypt action",
                "because no VPC endpoint policy allows the kms:Decrypt action"
            })
    void blamesNoCustomerForAPolicyOfOurOwn(String message) {
        assertThat(told(answer(400, "AccessDeniedException", "User: x is not authorized to perform: y " + message)))
                .isEqualTo("CREDENTIAL_REFUSED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "because no resource-based policy allows the kms:DescribeKey action",
                "because the resource does not exist in this Region, no resource-based policies allow access, or a"
                        + " resource-based policy explicitly denies access",
                "with an explicit deny in a resource control policy",
                ""
            })
    void tellsTheCustomerOfAPolicyOfTheirs(String message) {
        assertThat(told(answer(400, "AccessDeniedException", message))).isEqualTo("ACCESS_DENIED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Signature expired: 20261124T060000Z is now earlier than 20261124T061000Z (20261124T061500Z - 5 min.)",
                "Signature not yet current: 20261124T062100Z is still later than 20261124T062000Z"
            })
    void knowsAWrongClockByItsMessageAlone(String message) {
        assertThat(told(answer(400, "InvalidSignatureException", message))).isEqualTo("CLOCK_SKEW");
    }

    @Test
    void takesAKeyThatIsAwayForNoSignAgainstItsRegion() {
        assertThat(KmsError.isOfOneKey(answer(500, "KeyUnavailableException", "")))
                .isTrue();
        assertThat(KmsError.isOfOneKey(answer(503, "DependencyTimeoutException", "")))
                .isTrue();
        assertThat(KmsError.isOfOneKey(answer(500, "KMSInternalException", ""))).isFalse();
        assertThat(KmsError.isOfOneKey(answer(503, "", ""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"__type\": 7}", "{\"__type\": \"\"}", "{\"__type\": \"AccessDenied Exception\"}"})
    void knowsNothingOfAnErrorWithoutAName(String body) {
        assertThat(told(new CloudAnswer(400, MultiMap.caseInsensitiveMultiMap(), new JsonObject(body))))
                .isEqualTo("UNMAPPED");
    }

    private static CloudAnswer answer(int status, String type, String message) {
        return new CloudAnswer(
                status,
                MultiMap.caseInsensitiveMultiMap(),
                new JsonObject().put("__type", type).put("message", message));
    }

    /** What the probe ends with, by its reason or trouble; the cloud's own text must not be in it. */
    private static String told(CloudAnswer answer) {
        Verdict verdict = ProbeEnded.verdict(KmsError.end("Decrypt", answer));
        assertThat(verdict.toString()).doesNotContain("a message", "is not authorized");
        return switch (verdict) {
            case Usable _ -> "USABLE";
            case Refused(var reason, var _) -> reason.name();
            case Unreachable(var trouble, var _) -> trouble.name();
        };
    }
}
