package io.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AwsKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.provider.aws.AwsProvider;
import io.latchkey.provider.gcp.FakeCloudKms;
import io.latchkey.provider.gcp.GcpProvider;
import io.latchkey.support.Ports;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendors' own libraries, which fetch the credentials, go by the configured proxy too. */
@QuarkusTest
@TestProfile(CredentialProxyTest.BehindAProxy.class)
class CredentialProxyTest {

    private static final int PORT = Ports.named("CredentialProxyTest");
    private static final String ROLE = "arn:aws:iam::123456789876:role/latchkey";
    private static final KeyId ID = new KeyId("cck-a1b2c3d4e5f6");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AwsProvider aws;
    private final GcpProvider gcp;
    private final Vertx vertx;
    private NetServer proxy;

    CredentialProxyTest(Vertx vertx, AwsProvider aws, GcpProvider gcp) {
        this.aws = aws;
        this.gcp = gcp;
        this.vertx = vertx;
    }

    @BeforeEach
    void start() throws Exception {
        proxy = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(request -> {
                    asked.add(request.toString().lines().findFirst().orElse(""));
                    socket.end(Buffer.buffer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
                }));
        proxy.listen(PORT, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void asksItForStsAndForGooglesTokens() {
        var key = AwsKey.parse("arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
        assertThat(aws.probe(ID, key).await().atMost(Duration.ofSeconds(20))).isInstanceOf(Unreachable.class);
        assertThat(asked).isNotEmpty().allMatch(line -> line.startsWith("CONNECT sts.us-east-1.amazonaws.com:443 "));
        asked.clear();
        var other = GcpKey.parse("projects/acme-prod/locations/europe-west3/keyRings/ring/cryptoKeys/billing");
        assertThat(gcp.probe(ID, other).await().atMost(Duration.ofSeconds(20))).isInstanceOf(Unreachable.class);
        assertThat(asked).isNotEmpty().allMatch(line -> line.startsWith("CONNECT oauth2.googleapis.com:443 "));
    }

    /** A service that reaches nothing but its proxy. */
    public static final class BehindAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.provider", "cloud",
                    "latchkey.grantees.aws-roles", ROLE,
                    "latchkey.aws.global.access-key-id", "AKIDEXAMPLE",
                    "latchkey.aws.global.secret-access-key", "a-secret",
                    "latchkey.aws.global.role-arn", ROLE,
                    "latchkey.gcp.credentials-file", credentials().toString(),
                    "latchkey.outbound.proxy.host", "127.0.0.1",
                    "latchkey.outbound.proxy.port", String.valueOf(PORT),
                    "quarkus.scheduler.enabled", "false");
        }

        /** Those of a fake, at Google's own token endpoint. */
        private static Path credentials() {
            try {
                var json = Files.readString(FakeCloudKms.credentials(PORT));
                return Files.writeString(
                        Path.of("target", "credential-proxy-" + PORT + ".json"),
                        json.replace(FakeCloudKms.url(PORT), "https://oauth2.googleapis.com"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
