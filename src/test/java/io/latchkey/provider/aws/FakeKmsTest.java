package io.latchkey.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.support.Ports;
import io.latchkey.support.Samples;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;

/** The tests' KMS speaks as AWS's own client expects of the real one. */
class FakeKmsTest {

    private static final int PORT = Ports.named("FakeKmsTest");

    private final FakeKms kms = new FakeKms(PORT);
    private final String arn = Samples.arn("111122223333");

    @BeforeEach
    void start() {
        kms.start();
        kms.put(arn);
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void isTakenForKmsByTheVendorsClient() {
        try (var client = client(FakeKms.SECRET)) {
            assertThat(client.describeKey(ask -> ask.keyId(arn)).keyMetadata().keyState())
                    .isEqualTo(KeyState.ENABLED);
            var made = client.generateDataKeyWithoutPlaintext(
                    ask -> ask.keyId(arn).keySpec(DataKeySpec.AES_256).encryptionContext(Map.of("a", "b")));
            var opened = client.decrypt(
                    ask -> ask.keyId(arn).ciphertextBlob(made.ciphertextBlob()).encryptionContext(Map.of("a", "b")));
            assertThat(opened.plaintext().asByteArray()).hasSize(32);
            assertThat(opened.keyId()).isEqualTo(arn);
            assertThatThrownBy(() -> client.decrypt(ask ->
                            ask.keyId(arn).ciphertextBlob(made.ciphertextBlob()).encryptionContext(Map.of("a", "c"))))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
    }

    @Test
    void doesNothingInADryRunButSaysWhetherItWould() {
        try (var client = client(FakeKms.SECRET)) {
            var made = client.generateDataKeyWithoutPlaintext(
                    ask -> ask.keyId(arn).keySpec(DataKeySpec.AES_256).encryptionContext(Map.of("a", "b")));
            assertThatThrownBy(() -> client.encrypt(ask -> ask.keyId(arn)
                            .plaintext(SdkBytes.fromUtf8String("x"))
                            .dryRun(true)))
                    .isInstanceOf(DryRunOperationException.class);
            assertThatThrownBy(() -> client.reEncrypt(ask -> ask.sourceKeyId(arn)
                            .destinationKeyId(arn)
                            .ciphertextBlob(made.ciphertextBlob())
                            .sourceEncryptionContext(Map.of("a", "b"))
                            .dryRun(true)))
                    .isInstanceOf(DryRunOperationException.class);
            assertThatThrownBy(() -> client.createGrant(ask -> ask.keyId(arn)
                            .granteePrincipal("arn:aws:iam::111122223333:root")
                            .operations(GrantOperation.DESCRIBE_KEY)
                            .dryRun(true)))
                    .isInstanceOf(DryRunOperationException.class);
            kms.deny("Encrypt");
            assertThatThrownBy(() -> client.encrypt(ask -> ask.keyId(arn)
                            .plaintext(SdkBytes.fromUtf8String("x"))
                            .dryRun(true)))
                    .isInstanceOfSatisfying(
                            KmsException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("AccessDeniedException"));
            kms.rotate(arn, "c".repeat(64));
            assertThat(client.describeKey(ask -> ask.keyId(arn)).keyMetadata().currentKeyMaterialId())
                    .isEqualTo("c".repeat(64));
        }
    }

    @Test
    void refusesAWrongSecret() {
        try (var client = client("another")) {
            assertThatThrownBy(() -> client.describeKey(ask -> ask.keyId(arn)))
                    .isInstanceOfSatisfying(
                            KmsException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("InvalidSignatureException"));
        }
    }

    private static KmsClient client(String secret) {
        return KmsClient.builder()
                .endpointOverride(URI.create(FakeKms.url(PORT)))
                .region(Region.US_WEST_2)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(FakeKms.ACCESS_KEY_ID, secret)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
