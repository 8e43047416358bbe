package io.latchkey.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.key.Trouble;
import io.latchkey.outbound.OutboundSettings;
import io.latchkey.provider.LoopbackServer;
import io.latchkey.provider.ProbeEnded;
import io.latchkey.support.Ports;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** What EKS gives a pod is enough to be somebody. */
class WebIdentityTest {

    private static final int PORT = Ports.named("WebIdentityTest");

    /** The SDK reads these where the environment has none: AWS_ROLE_ARN, and so on. */
    private static final Map<String, String> GIVEN = Map.of(
            "aws.roleArn", "arn:aws:iam::123456789876:role/latchkey",
            "aws.roleSessionName", "a-pod",
            "aws.region", "eu-west-1");

    private static final String TOKEN_FILE = "aws.webIdentityTokenFile";

    @TempDir
    Path folder;

    @BeforeEach
    void give() throws IOException {
        GIVEN.forEach(System::setProperty);
        System.setProperty(
                TOKEN_FILE,
                Files.writeString(folder.resolve("token"), FakeSts.WEB_IDENTITY).toString());
    }

    @AfterEach
    void take() {
        GIVEN.keySet().forEach(System::clearProperty);
        System.clearProperty(TOKEN_FILE);
    }

    @Test
    void isShownToStsWithoutASignature() {
        try (var sts = new FakeSts(PORT)) {
            sts.start();
            var who = resolved("latchkey.aws.sts-endpoint", LoopbackServer.url(PORT));
            assertThat(who.accessKeyId()).isEqualTo(FakeKms.ACCESS_KEY_ID);
            assertThat(who.sessionToken()).isEqualTo(FakeSts.SESSION_TOKEN);
            assertThat(sts.asked)
                    .singleElement()
                    .asString()
                    .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789876%3Arole%2Flatchkey", "RoleSessionName=a-pod");
        }
    }

    @Test
    void thatStsRefusesIsNotReplacedByAnotherOfTheChain() throws IOException {
        Files.writeString(folder.resolve("token"), "another");
        try (var sts = new FakeSts(PORT)) {
            sts.start();
            assertThatThrownBy(() -> resolved("latchkey.aws.sts-endpoint", LoopbackServer.url(PORT)))
                    .isInstanceOf(ProbeEnded.class)
                    .hasMessageContaining(Trouble.CREDENTIAL_REFUSED.name());
        }
    }

    @Test
    void goesByTheProxyToItsOwnRegion() throws Exception {
        try (var proxy = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            var asked = CompletableFuture.supplyAsync(() -> firstLine(proxy));
            assertThatThrownBy(() -> resolved(
                            "latchkey.outbound.proxy.host",
                            "127.0.0.1",
                            "latchkey.outbound.proxy.port",
                            String.valueOf(proxy.getLocalPort())))
                    .isInstanceOf(ProbeEnded.class);
            assertThat(asked.get()).startsWith("CONNECT sts.eu-west-1.amazonaws.com:443 ");
        }
    }

    /** Hears one caller and hangs up; the next are not let in. */
    private static String firstLine(ServerSocket proxy) {
        try (proxy;
                var caller = proxy.accept();
                var lines =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))) {
            return lines.readLine();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static AwsSessionCredentialsIdentity resolved(String... settings) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(AwsSettings.class)
                .withMapping(OutboundSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter());
        for (var at = 0; at < settings.length; at += 2) {
            builder.withDefaultValue(settings[at], settings[at + 1]);
        }
        var config = builder.build();
        var credentials = new AwsCredentials(
                config.getConfigMapping(AwsSettings.class), config.getConfigMapping(OutboundSettings.class));
        return (AwsSessionCredentialsIdentity) credentials.of("aws").await().atMost(Duration.ofSeconds(20));
    }
}
