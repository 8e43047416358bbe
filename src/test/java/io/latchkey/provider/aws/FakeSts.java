package io.latchkey.provider.aws;

import com.sun.net.httpserver.HttpExchange;
import io.latchkey.provider.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** AWS STS on loopback: whoever signs rightly may assume a role, and gets the credential that {@link FakeKms} takes. */
final class FakeSts implements AutoCloseable {

    static final String ACCESS_KEY_ID = "AKIDOFITSOWN";
    static final String SECRET = "its-own-secret";
    static final String SESSION_TOKEN = "a-session-token";

    private static final Map<String, String> XML = Map.of("Content-Type", "text/xml");

    /** The forms it was sent, rightly signed. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final LoopbackServer server;

    FakeSts(int port) {
        this.server = new LoopbackServer(port, this::answer);
    }

    void start() {
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange request) throws IOException {
        try (request) {
            var body = request.getRequestBody().readAllBytes();
            if (!SignatureCheck.isGood(request, body, ACCESS_KEY_ID, SECRET)) {
                LoopbackServer.reply(request, 403, XML, """
                        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                        <Code>SignatureDoesNotMatch</Code><Message>a message</Message></Error>
                        <RequestId>1</RequestId></ErrorResponse>
                        """);
                return;
            }
            asked.add(new String(body, StandardCharsets.UTF_8));
            LoopbackServer.reply(request, 200, XML, """
                    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
                    <AssumedRoleUser><Arn>arn:aws:sts::123456789876:assumed-role/latchkey/latchkey</Arn>
                    <AssumedRoleId>AROA:latchkey</AssumedRoleId></AssumedRoleUser>
                    <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                    <SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>
                    </AssumeRoleResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleResponse>
                    """.formatted(
                            FakeKms.ACCESS_KEY_ID,
                            FakeKms.SECRET,
                            SESSION_TOKEN,
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3_600)));
        }
    }
}
