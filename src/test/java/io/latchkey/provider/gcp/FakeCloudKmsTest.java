package io.latchkey.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.cloudkms.v1.CloudKMS;
import com.google.api.services.cloudkms.v1.model.DecryptRequest;
import com.google.api.services.cloudkms.v1.model.EncryptRequest;
import com.google.api.services.cloudkms.v1.model.TestIamPermissionsRequest;
import io.latchkey.support.Ports;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tests' Cloud KMS speaks as Google's own client expects of the real one. */
class FakeCloudKmsTest {

    private static final int PORT = Ports.named("FakeCloudKmsTest");
    private static final String NAME = "projects/acme-prod/locations/global/keyRings/ring/cryptoKeys/key";

    private final FakeCloudKms kms = new FakeCloudKms(PORT);

    @BeforeEach
    void start() {
        kms.start();
        kms.put(NAME);
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void isTakenForCloudKmsByTheVendorsClient() throws Exception {
        var keys = client().projects().locations().keyRings().cryptoKeys();
        var shown = keys.get(NAME).execute();
        assertThat(shown.getPurpose()).isEqualTo("ENCRYPT_DECRYPT");
        assertThat(shown.getPrimary().getState()).isEqualTo("ENABLED");
        var secret = new byte[] {1, 2, 3};
        var context = new byte[] {4, 5};
        var made = keys.encrypt(
                        NAME,
                        new EncryptRequest()
                                .encodePlaintext(secret)
                                .setPlaintextCrc32c(checksum(secret))
                                .encodeAdditionalAuthenticatedData(context)
                                .setAdditionalAuthenticatedDataCrc32c(checksum(context)))
                .execute();
        assertThat(made.getCiphertextCrc32c()).isEqualTo(checksum(made.decodeCiphertext()));
        assertThat(made.getVerifiedPlaintextCrc32c()).isTrue();
        var opened = keys.decrypt(
                        NAME,
                        new DecryptRequest()
                                .encodeCiphertext(made.decodeCiphertext())
                                .setCiphertextCrc32c(made.getCiphertextCrc32c())
                                .encodeAdditionalAuthenticatedData(context)
                                .setAdditionalAuthenticatedDataCrc32c(checksum(context)))
                .execute();
        assertThat(opened.decodePlaintext()).isEqualTo(secret);
    }

    @Test
    void tellsWhichPermissionsAreHeld() throws Exception {
        var keys = client().projects().locations().keyRings().cryptoKeys();
        var asked = new TestIamPermissionsRequest()
                .setPermissions(List.of("cloudkms.cryptoKeys.get", "cloudkms.cryptoKeyVersions.destroy"));
        assertThat(keys.testIamPermissions(NAME, asked).execute().getPermissions())
                .containsExactly("cloudkms.cryptoKeys.get");
        assertThat(keys.testIamPermissions(NAME + "-missing", asked).execute().getPermissions())
                .isNull();
    }

    @Test
    void deniesAKeyThatIsNotThere() {
        assertThatThrownBy(() -> client().projects()
                        .locations()
                        .keyRings()
                        .cryptoKeys()
                        .get(NAME + "-missing")
                        .execute())
                .isInstanceOfSatisfying(
                        GoogleJsonResponseException.class,
                        denied -> assertThat(denied.getDetails().getCode()).isEqualTo(403));
    }

    private CloudKMS client() {
        return new CloudKMS.Builder(
                        new NetHttpTransport(),
                        GsonFactory.getDefaultInstance(),
                        request -> request.getHeaders().setAuthorization("Bearer " + kms.issue()))
                .setRootUrl(FakeCloudKms.url(PORT) + "/")
                .setApplicationName("tests")
                .build();
    }

    private static long checksum(byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }
}
