package io.latchkey.provider.aws;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures as AWS does, with code of its own: a signer that checked itself would find itself right.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature Version
 *     4</a>
 */
final class SignatureCheck {

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=(?<id>[^/]+)/(?<date>\\d{8})/"
                    + "(?<region>[^/]+)/(?<service>[^/]+)/aws4_request, ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>\\w+)");

    private SignatureCheck() {}

    /** Whether the request was signed for this host and body with this secret. */
    static boolean isGood(HttpExchange request, byte[] body, String accessKeyId, String secret) {
        var written =
                AUTHORIZATION.matcher(String.valueOf(request.getRequestHeaders().getFirst("Authorization")));
        if (!written.matches() || !written.group("id").equals(accessKeyId)) {
            return false;
        }
        var headers = Arrays.stream(written.group("headers").split(";"))
                .map(name -> name + ":"
                        + String.valueOf(request.getRequestHeaders().getFirst(name))
                                .strip() + "\n")
                .collect(Collectors.joining());
        var canonical = String.join(
                "\n",
                request.getRequestMethod(),
                request.getRequestURI().getPath(),
                "",
                headers,
                written.group("headers"),
                sha256(body));
        var scope = String.join(
                "/", written.group("date"), written.group("region"), written.group("service"), "aws4_request");
        var toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                request.getRequestHeaders().getFirst("X-Amz-Date"),
                scope,
                sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/")) {
            key = hmac(key, part);
        }
        return written.group("headers").contains("host")
                && HexFormat.of().formatHex(hmac(key, toSign)).equals(written.group("signature"));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
