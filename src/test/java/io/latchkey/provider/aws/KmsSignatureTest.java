package io.latchkey.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * The POSTs with a body among the known answers that AWS publishes for Signature Version 4.
 *
 * @see <a href="https://github.com/awslabs/aws-c-auth/tree/main/tests/aws-signing-test-suite/v4">The test suite</a>
 */
class KmsSignatureTest {

    private static final String BODY = "Param1=value1";

    private final KmsSignature signature =
            new KmsSignature(Clock.fixed(Instant.parse("2015-08-30T12:36:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
        "application/x-www-form-urlencoded; charset=utf-8,"
                + " 328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422"
    })
    void signsAsPublished(String contentType, String expected) {
        var signed = signature.signed(
                AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                "service",
                "us-east-1",
                "example.amazonaws.com",
                Map.of("Content-Type", contentType, "Content-Length", String.valueOf(BODY.length())),
                Buffer.buffer(BODY));
        assertThat(signed.get("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=content-length;content-type;host;x-amz-content-sha256;x-amz-date, Signature="
                        + expected);
    }
}
