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

/** AWS STS on loopback: whoever signs rightly, or has a token, may assume a role, and gets the credential that {@link FakeKms} takes. */
final class FakeSts implements AutoCloseable {

    static final String ACCESS_KEY_ID = "AKIDOFITSOWN";
    static final String SECRET = "its-own-secret";
    static final String SESSION_TOKEN = "a-session-token";
    static final String WEB_IDENTITY = "a-token-of-the-cluster";

    private static final Map<String, String> XML = Map.of("Content-Type", "text/xml");

    /** The forms it was sent and took. */
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
            var bytes = request.getRequestBody().readAllBytes();
            var form = new String(bytes, StandardCharsets.UTF_8);
            if (form.contains("Action=AssumeRoleWithWebIdentity")) {
                // Whoever has a token needs no signature, and has nothing to sign with.
                var isGood = (form + "&").contains("WebIdentityToken=" + WEB_IDENTITY + "&")
                        && !request.getRequestHeaders().containsKey("Authorization");
                answer(request, isGood, form, "AssumeRoleWithWebIdentity");
            } else {
                answer(request, SignatureCheck.isGood(request, bytes, ACCESS_KEY_ID, SECRET), form, "AssumeRole");
            }
        }
    }

    private void answer(HttpExchange request, boolean isGood, String form, String action) throws IOException {
        if (!isGood) {
            LoopbackServer.reply(request, 403, XML, """
                    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                    <Code>AccessDenied</Code><Message>a message</Message></Error>
                    <RequestId>1</RequestId></ErrorResponse>
                    """);
            return;
        }
        asked.add(form);
        LoopbackServer.reply(request, 200, XML, """
                <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult>
                <AssumedRoleUser><Arn>arn:aws:sts::123456789876:assumed-role/latchkey/latchkey</Arn>
                <AssumedRoleId>AROA:latchkey</AssumedRoleId></AssumedRoleUser>
                <Credentials><AccessKeyId>%2$s</AccessKeyId><SecretAccessKey>%3$s</SecretAccessKey>
                <SessionToken>%4$s</SessionToken><Expiration>%5$s</Expiration></Credentials>
                </%1$sResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></%1$sResponse>
                """.formatted(
                        action,
                        FakeKms.ACCESS_KEY_ID,
                        FakeKms.SECRET,
                        SESSION_TOKEN,
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3_600)));
    }
}
